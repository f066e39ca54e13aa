import { ask, startOtlpProxy } from "../../../../support/pipeline/otlp-proxy";
import { outsideSecret, outsideView } from "../../../../support/pipeline/outside";
import { freePort, loopback } from "../../../../support/free-port";
import { text, until } from "../../../../support/until";
import { readExposition } from "../exposition";
import type { Harness, Recorded } from "./context";

/** Records an OTLP proxy whose gateway is down, after the proxy has refused a request. */
export async function recordOtlpProxy({ cleanup }: Harness, recorded: Recorded): Promise<void> {
  const gateway = `http://${loopback}:${await freePort()}`;
  const proxy = await startOtlpProxy(cleanup, outsideView(["https://app.example.com"]), gateway, outsideSecret);
  await ask(proxy, "/v1/logs");
  const exposed = await until("the gateway being down", async () => {
    const found = await text(proxy.metrics);
    return /haproxy_server_status\{.*state="DOWN"\} 1/.test(found) ? found : undefined;
  });
  recorded.put("otlp-proxy", readExposition(exposed), "a proxy whose gateway is down");
}
