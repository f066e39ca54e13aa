import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { ensureTools } from "../../../stacks/supply/ensure";
import { freePort } from "../../support/free-port";
import { startPrometheus } from "../../support/prometheus-process";

/** Labels of the service `orders` of the system `shop`, in the environment `local`. */
const labels = 'system="shop",environment="local",service="orders"';

/** The OpenMetrics text of a service whose requests take 0.3 s. The newest request has an exemplar with the trace's ID. */
function page(count: number, traceId: string): string {
  const name = "http_request_duration_seconds";
  const bucket = (le: string, value: number, rest = ""): string => `${name}_bucket{${labels},le="${le}"} ${value}${rest}`;
  return [
    `# TYPE ${name} histogram`,
    bucket("0.1", 0),
    bucket("0.5", count, ` # {trace_id="${traceId}"} 0.3 ${Date.now() / 1000}`),
    bucket("+Inf", count),
    `${name}_count{${labels}} ${count}`,
    `${name}_sum{${labels}} ${count * 0.3}`,
    "# EOF",
    "",
  ].join("\n");
}

/** Starts a Prometheus that stores exemplars and scrapes a service every second. Each scrape has an exemplar. */
export async function exemplarPrometheus(traceId: string): Promise<{ readonly url: string } & AsyncDisposable> {
  const { prometheus } = await ensureTools(["prometheus"]);
  let count = 0;
  const service = createServer((_, response) => {
    count += 10;
    response.writeHead(200, { "content-type": "application/openmetrics-text; version=1.0.0; charset=utf-8" });
    response.end(page(count, traceId));
  });
  await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-exemplars-"));
  const target = `127.0.0.1:${(service.address() as AddressInfo).port}`;
  const config = {
    scrape_configs: [{ job_name: "orders", scrape_interval: "1s", scrape_timeout: "1s", static_configs: [{ targets: [target] }] }],
  };
  const { url, end } = await startPrometheus(path.join(prometheus, "prometheus"), folder, await freePort(), config, [
    "--enable-feature=exemplar-storage",
  ]);
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      await end();
      service.closeAllConnections();
      await new Promise((resolve) => service.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
