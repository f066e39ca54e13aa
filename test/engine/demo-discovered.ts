import type { View } from "../../exporters/model/catalogue";
import { dockerJob } from "../../exporters/scrape/docker-discovery";
import { query, targets } from "../../stacks/local/prometheus";
import { openStack } from "../../stacks/local/stack";
import { until } from "../support/until";
import { storeText } from "./store-login";

const receiver = 'system="demo",service="receiver",environment="local"';

/** Series of the requests that the receiver serves: the metric, the series that alerts read, and the span metric. */
const expected = [
  `http_request_duration_seconds_count{${receiver},route="/heartbeat"}`,
  `service:http_requests:rate5m{${receiver}}`,
  `traces_spanmetrics_calls_total{${receiver}}`,
];

/**
 * Expects that Prometheus discovered the demo's receiver, and took its names, owner and profile from the labels of its container. The
 * receiver is not a service in the catalogue. Its metrics, logs and span metrics must have the service `receiver`.
 */
export async function expectDiscovered(root: string, { systems }: View): Promise<void> {
  const services = systems.flatMap((system) => system.services.map(({ name }) => `${system.id}/${name}`));
  expect(services).toContain("demo/orders");
  expect(services).not.toContain("demo/receiver");
  const { programs } = await openStack(root);
  const prometheus = programs.needed("prometheus");
  const found = ((await targets(prometheus)) ?? []).filter(({ labels }) => labels["job"] === dockerJob);
  expect(found.map(({ labels: { instance, ...labels }, health }) => ({ instance: typeof instance, labels, health }))).toEqual([
    {
      instance: "string",
      labels: {
        job: dockerJob,
        system: "demo",
        service: "receiver",
        environment: "local",
        owner: "platform",
        instrumentation: "prom-client",
      },
      health: "up",
    },
  ]);
  for (const series of expected)
    await until(
      `a sample of ${series}`,
      async () => ((await query(prometheus, `sum(${series}) > 0`))?.length === 1 ? true : undefined),
      120,
    );
  const asked = encodeURIComponent('_time:1h {system="demo",service="receiver"} | limit 1');
  const line = await until("a log line of the receiver", async () => {
    const text = await storeText(root, programs, "victoria-logs", `/select/logsql/query?query=${asked}`);
    return text === "" ? undefined : (JSON.parse(text.split("\n")[0] ?? "") as Readonly<Record<string, string>>);
  });
  expect(line).toMatchObject({ system: "demo", service: "receiver", environment: "local" });
  expect(line).not.toHaveProperty("claimed_service");
}
