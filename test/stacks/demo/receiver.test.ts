import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { close, serve } from "../../../stacks/demo/app/http";
import { parseMail } from "../../../stacks/demo/app/receiver/mail";
import type { Message } from "../../../stacks/demo/app/receiver/message";
import { page } from "../../../stacks/demo/app/receiver/page";
import { Heartbeat, receiverRoutes, servedBy } from "../../../stacks/demo/app/receiver/routes";
import { MessageStore } from "../../../stacks/demo/app/receiver/store";

const message = (over: Partial<Message> = {}): Message => ({
  receivedAt: 1000,
  channel: "shop",
  kind: "webhook",
  status: "firing",
  alertname: "QueueStuck",
  labels: { alertname: "QueueStuck", severity: "critical" },
  summary: "150 jobs wait",
  ...over,
});

describe("the demo receiver's notification store", () => {
  it("finds notifications by time, alert name, channel and status", () => {
    const store = new MessageStore();
    store.add(message());
    store.add(message({ receivedAt: 2000, status: "resolved" }));
    store.add(message({ receivedAt: 3000, alertname: "Other", channel: "ops" }));
    expect(store.find({ since: 2000 }).map(({ receivedAt }) => receivedAt)).toEqual([2000, 3000]);
    expect(store.find({ alertname: "QueueStuck", status: "resolved" }).map(({ receivedAt }) => receivedAt)).toEqual([2000]);
    expect(store.find({ channel: "ops" })).toHaveLength(1);
  });

  it("keeps only the latest notifications", () => {
    const store = new MessageStore(2);
    for (const receivedAt of [1, 2, 3]) store.add(message({ receivedAt, labels: { n: String(receivedAt) } }));
    expect(store.find().map(({ receivedAt }) => receivedAt)).toEqual([2, 3]);
    expect(store.times()).toHaveLength(2);
  });

  it("knows when an alert first fired and when it resolved, despite repeated notifications", () => {
    const store = new MessageStore();
    store.add(message({ receivedAt: 1000 }));
    store.add(message({ receivedAt: 2000 }));
    store.add(message({ receivedAt: 3000, status: "resolved" }));
    expect(store.times()).toMatchObject([{ firedAt: 1000, resolvedAt: 3000, notifications: 3 }]);
    store.add(message({ receivedAt: 4000 }));
    expect(store.times()).toMatchObject([{ firedAt: 4000, resolvedAt: null, notifications: 4 }]);
  });

  it("counts notifications of each channel separately", () => {
    const store = new MessageStore();
    store.add(message());
    store.add(message({ channel: "ops" }));
    expect(store.times()).toHaveLength(2);
  });
});

describe("the demo receiver's page", () => {
  it("shows the newest notification first and escapes external text", () => {
    const html = page(
      [message({ summary: "the older one" }), message({ summary: "<script>alert(1)</script>", channel: `"x'` })],
      null,
      5000,
    );
    expect(html).not.toContain("<script>");
    expect(html).toContain("&#60;script&#62;alert(1)&#60;/script&#62;");
    expect(html).toContain("&#34;x&#39;");
    expect(html.indexOf("alert(1)")).toBeLessThan(html.indexOf("the older one"));
  });

  it("says if there is no notification, and when the latest heartbeat arrived", () => {
    expect(page([], null, 5000)).toContain("last heartbeat: never");
    expect(page([], 2000, 5000)).toContain("last heartbeat: 3 s ago");
    expect(page([], null, 5000)).toContain("Nothing yet.");
  });

  it("shows the severity, or no severity for notifications to tenants, which have none", async () => {
    expect(page([message()], null, 0)).toContain('<td><span class="status">Firing</span> critical</td>');
    const mail =
      "Subject: tenant acme has used 96% of its orders\r\nContent-Type: text/plain\r\n\r\ntenant acme has used 96% of its orders\r\n";
    const found = (await parseMail(Buffer.from(mail))).map((alert): Message => ({ ...message({ kind: "email" }), ...alert }));
    expect(found).toHaveLength(1);
    expect(page(found, null, 0)).toContain('<td><span class="status">Firing</span></td>');
    // The summary replaces the name, which these notifications do not have.
    expect(page(found, null, 0)).toContain("<b>tenant acme has used 96% of its orders</b><br><div");
  });

  it("colours a firing notification by its severity, and a resolved one as resolved", () => {
    expect(page([message()], null, 0)).toContain('<tr class="critical">');
    expect(page([message({ status: "resolved" })], null, 0)).toContain('<tr class="resolved">');
    expect(page([message({ labels: { severity: 'x"' } })], null, 0)).toContain('<tr class="none">');
  });
});

describe("the demo receiver's routes", () => {
  let server: Server;
  let url: string;
  beforeAll(async () => {
    let clock = 0;
    const parts = { store: new MessageStore(), heartbeat: new Heartbeat(), now: () => (clock += 1000), onMessage: () => undefined };
    server = await serve(0, receiverRoutes(parts), "127.0.0.1");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => close(server));

  const post = async (path: string, body: string): Promise<[number, string]> => {
    const answer = await fetch(url + path, { method: "POST", body });
    return [answer.status, await answer.text()];
  };
  const webhook = JSON.stringify({ alerts: [{ status: "firing", labels: { alertname: "QueueStuck" }, annotations: {} }] });
  const slack = JSON.stringify({ text: "[FIRING:1] QueueStuck" });

  it("answer as the real vendors do", async () => {
    expect(await post("/shop-webhook", webhook)).toEqual([200, '{"status":"ok"}']);
    expect(await post("/slack/shop", slack)).toEqual([200, "ok"]);
    expect(await post("/discord/shop", JSON.stringify({ content: "[FIRING:1] QueueStuck" }))).toEqual([204, ""]);
    const event = JSON.stringify({ event_action: "trigger", payload: { summary: "[FIRING:1] QueueStuck" } });
    expect(await post("/pagerduty/v2/enqueue", event)).toEqual([202, '{"status":"success","message":"Event processed"}']);
    expect(await post("/pagerduty/payments/v2/enqueue", event)).toEqual([202, '{"status":"success","message":"Event processed"}']);
    const kept = (await (await fetch(`${url}/api/messages?alertname=QueueStuck`)).json()) as Message[];
    expect(kept.map(({ kind, channel }) => [kind, channel])).toEqual([
      ["webhook", "shop-webhook"],
      ["slack", "shop"],
      ["discord", "shop"],
      ["pagerduty", "pagerduty"],
      ["pagerduty", "payments"],
    ]);
  });

  it("count heartbeats and do not store them as notifications", async () => {
    const before = (await (await fetch(`${url}/api/messages`)).json()) as Message[];
    expect((await post("/heartbeat", webhook))[0]).toBe(200);
    expect(await (await fetch(`${url}/api/messages`)).json()).toEqual(before);
    expect(await (await fetch(`${url}/heartbeat`)).json()).toMatchObject({ count: 1 });
  });

  it.each([
    ["/shop", "{", 400, "The body is not JSON."],
    ["/shop", "{}", 400, "No alerts in the body: expected an Alertmanager webhook of version 4."],
    ["/a/b/c", "{}", 404, "Unknown path."],
    ["/shop", `"${"x".repeat(1024 * 1024)}"`, 413, "The body is larger than 1048576 bytes."],
  ])("refuse an invalid notification to %s", async (path, body, status, error) => {
    expect(await post(path, body)).toEqual([status, JSON.stringify({ error })]);
  });

  it.each([
    ["POST", "/heartbeat", "POST /heartbeat"],
    ["POST", "/pagerduty/payments/v2/enqueue", "POST /pagerduty/:channel/v2/enqueue"],
    ["POST", "/slack/shop", "POST /slack/:channel"],
    ["POST", "/discord/shop/slack", "POST /discord/:channel"],
    ["POST", "/shop", "POST /:channel"],
    ["POST", "/a/b/c", "POST unmatched"],
    ["GET", "/api/messages", "GET /api/messages"],
    ["GET", "/shop", "GET unmatched"],
    ["HEAD", "/health", "HEAD /health"],
    ["PUT", "/shop", "_OTHER unmatched"],
  ])("are measured by their patterns: %s %s is %s", (method, path, expected) => {
    const { method: counted, route } = servedBy(method, path);
    expect(`${counted} ${route}`).toBe(expected);
  });

  it("refuse a search with an invalid time", async () => {
    const answer = await fetch(`${url}/api/messages?since=yesterday`);
    expect([answer.status, await answer.json()]).toEqual([400, { error: 'since is "yesterday": expected milliseconds since the epoch.' }]);
  });
});
