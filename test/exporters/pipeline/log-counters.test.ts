import type { View } from "../../../exporters/model/catalogue";
import { logCountersOf } from "../../../exporters/pipeline/log-counters";
import { viewOf } from "../../fixtures/catalogue";
import { withSenders } from "../../support/pipeline/accounts";

const view = withSenders(viewOf("local"));

interface Metric {
  readonly name: string;
  readonly conditions?: readonly string[];
}
const parts = (view: View) => logCountersOf(view, "0.0.0.0:1");
const metricsOf = (view: View) => (Object.values(parts(view).connectors)[0] as { readonly logs: readonly Metric[] }).logs;

test("counts records by level, their bytes, masked records, and records that match a pattern of the catalogue", () => {
  const metrics = metricsOf(view);
  expect(metrics.map(({ name }) => name)).toEqual([
    "log.records",
    "log.bytes",
    "log.records.masked",
    "log.records.claimed",
    "log.records.unlisted",
    "log.pattern.records/shop/orders/refused",
  ]);
  expect(metrics.at(-1)?.conditions).toEqual([
    'resource.attributes["system"] == "shop" and resource.attributes["service"] == "orders" and log.severity_number >= 17 and (IsMatch(log.body.string, "^order (\\\\w+ )?refused$$") or (log.attributes["exception.message"] != nil and IsMatch(log.attributes["exception.message"], "^order (\\\\w+ )?refused$$")))',
  ]);
});

test("records of unlisted services are counted, but not those of browsers, and of containers that the log agent reads", () => {
  const conditionsOf = (of: View) => metricsOf(of).find(({ name }) => name === "log.records.unlisted")?.conditions;
  expect(conditionsOf(view)).toEqual(['resource.attributes["service"] == "unlisted" and resource.attributes["sent_by"] == nil']);
  const withAgent: View = { ...view, environment: { ...view.environment, logAgent: "docker" } };
  expect(conditionsOf(withAgent)).toEqual([
    'resource.attributes["service"] == "unlisted" and resource.attributes["sent_by"] == nil and otelcol.client.auth.attributes["username"] != "monitoring"',
  ]);
});

test("requests are counted one at a time, and each request waits until its records are counted", () => {
  expect(Object.values(parts(view).exporters)[0]).toMatchObject({
    sending_queue: { num_consumers: 1, block_on_overflow: true, wait_for_result: true },
  });
});

test("counters of samples get one name, and do not get the label of a pattern", () => {
  const connector = Object.values(parts(view).connectors)[0] as { readonly datapoints: readonly Metric[] };
  expect(connector.datapoints.map(({ name }) => name)).toEqual([
    "metric.samples.single",
    "metric.samples.histogram",
    "metric.samples.summary",
  ]);
  expect(connector.datapoints.filter(({ name }) => name.includes("/"))).toEqual([]);
});
