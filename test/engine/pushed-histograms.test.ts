import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { prometheusArgs } from "../../exporters/programs/prometheus";
import { prometheusConfig } from "../../exporters/scrape/scrape";
import { query } from "../../stacks/local/prometheus";
import { catalogue } from "../fixtures/catalogue";
import { freePort } from "../support/free-port";
import { startPrometheus } from "../support/prometheus-process";
import { describeWith } from "../support/tools";
import { until } from "../support/until";

const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
const service = { system: "replies", environment: "production", service: "dashboard" };
const resource = {
  attributes: [
    ...Object.entries({ ...service, instrumentation: "opentelemetry" }).map(([key, value]) => attribute(key, value)),
    attribute("service.name", "dashboard"),
    attribute("service.namespace", "replies"),
    attribute("service.instance.id", "a"),
  ],
};

const start = Date.now();
const nanoseconds = (milliseconds: number): string => `${milliseconds}000000`;

/**
 * An OTLP request with exponential histograms of all requests since the start: `requests` requests failed, and three times as many
 * succeeded. The requests took 0.7 s on average.
 */
function pushed(requests: number, now: number): object {
  // With scale 0, the bucket with the index -1 is from 0.5 to 1.
  const point = (status: string, count: number) => ({
    attributes: [attribute("http.route", "/x"), attribute("http.response.status_code", status)],
    startTimeUnixNano: nanoseconds(start),
    timeUnixNano: nanoseconds(now),
    count: String(count),
    sum: count * 0.7,
    scale: 0,
    zeroCount: "0",
    positive: { offset: -1, bucketCounts: [String(count)] },
  });
  const dataPoints = [point("200", requests * 3), point("500", requests)];
  const exponentialHistogram = { aggregationTemporality: 2, dataPoints };
  const metrics = [{ name: "http.server.request.duration", unit: "s", exponentialHistogram }];
  return { resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] };
}

/** The arguments with which the deployed Prometheus enables features and endpoints. */
const features = prometheusArgs({ retention: 86_400, volumeMiB: 1024, externalUrl: "http://prometheus.example" }).filter((argument) =>
  /^--(enable-feature|web\.enable)/.test(argument),
);

describeWith("prometheus", "a Prometheus to which an application pushes exponential histograms", (binary) => {
  it("records traffic, errors and latency with the deployed rules and settings", async () => {
    const view = catalogue().view("production");
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-pushed-"));
    mkdirSync(path.join(folder, "data"));
    const rules = artefactsOf(view).filter(({ path: file }) => /rules\/(http|targets)\.rules\.yml$/.test(file));
    for (const { path: file, content } of rules) writeFileSync(path.join(folder, path.basename(file)), content);
    const { otlp, storage } = prometheusConfig(view) as { readonly otlp: object; readonly storage: object };
    const config = { global: { evaluation_interval: "2s" }, otlp, storage, rule_files: ["*.rules.yml"] };
    const { url, end } = await startPrometheus(binary, folder, await freePort(), config, features);
    try {
      const value = async (expression: string): Promise<number | undefined> => {
        const [found] = (await query(url, expression)) ?? [];
        return found?.value;
      };
      const of = '{system="replies",service="dashboard"}';
      for (let requests = 1; requests <= 12; requests += 1) {
        const answer = await fetch(`${url}/api/v1/otlp/v1/metrics`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(pushed(requests * 100, Date.now())),
        });
        expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 200, text: "" });
        await sleep(1000);
      }
      const traffic = await until("traffic", () => value(`service:http_requests:rate5m${of}`), 30);
      const errors = await until("errors", () => value(`service:http_request_errors:rate5m${of}`), 30);
      const latency = await until("latency", () => value(`service:http_request_duration_seconds:p95_5m${of}`), 30);
      expect(traffic).toBeGreaterThan(0);
      expect(errors / traffic).toBeCloseTo(0.25, 2);
      expect(latency).toBeGreaterThan(0.5);
      expect(latency).toBeLessThanOrEqual(1);
    } finally {
      await end();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 120_000);
});
