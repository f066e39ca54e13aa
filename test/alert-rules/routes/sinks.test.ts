import { once } from "node:events";
import { connect } from "node:net";
import { startSinks } from "./sinks";

test("the local mail server and HTTP receiver keep working after a sender disconnects in the middle of a notification", async () => {
  const sinks = await startSinks(undefined);
  try {
    const mail = connect(sinks.smtpPort, "127.0.0.1");
    await once(mail, "data");
    mail.write("EHLO localhost\r\n");
    await once(mail, "data");
    mail.resetAndDestroy();
    const web = connect(sinks.httpPort, "127.0.0.1");
    await once(web, "connect");
    web.write("POST /slack-shop HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
    await new Promise((resolve) => setTimeout(resolve, 100));
    web.resetAndDestroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sinks.deliveries).toEqual([]);
  } finally {
    await sinks.close();
  }
});
