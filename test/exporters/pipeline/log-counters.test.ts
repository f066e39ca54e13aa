import type { View } from "../../../exporters/model/catalogue";
import { logCountersOf, otherSender } from "../../../exporters/pipeline/log-counters";
import { shopView } from "../../support/pipeline/shop";

interface Metric {
  readonly name: string;
  readonly conditions?: readonly string[];
}
const parts = (view: View) => logCountersOf(view, "0.0.0.0:1");
const metricsOf = (view: View) => (Object.values(parts(view).connectors)[0] as { readonly logs: readonly Metric[] }).logs;

/** Whether the statements count a sender under its own names. */
function known(view: View, system: string, service: string): { readonly system: boolean; readonly service: boolean } {
  const [{ metric_statements: groups } = { metric_statements: [] }] = Object.values(parts(view).processors) as {
    readonly metric_statements: readonly { readonly statements: readonly string[] }[];
  }[];
  const patternOf = (label: string): RegExp => {
    const statement = groups
      .flatMap(({ statements }) => statements)
      .find((one) => one.startsWith(`set(datapoint.attributes["${label}"], "${otherSender}")`));
    const [, source = '"^$"'] = /, ("\^.*\$")\)$/.exec(statement ?? "") ?? [];
    return new RegExp((JSON.parse(source) as string).replaceAll("$$", "$"));
  };
  return { system: patternOf("system").test(system), service: patternOf("service").test(`${system}/${service}`) };
}

test("counts records by level, their bytes, masked records, and records that match a pattern of the catalogue", () => {
  const metrics = metricsOf(shopView());
  expect(metrics.map(({ name }) => name)).toEqual([
    "log.records",
    "log.bytes",
    "log.records.masked",
    "log.pattern.records/shop/orders/refused",
  ]);
  expect(metrics.at(-1)?.conditions).toEqual([
    'resource.attributes["system"] == "shop" and resource.attributes["service"] == "orders" and log.severity_number >= 17 and IsMatch(log.body.string, "^order (\\\\w+ )?refused$$")',
  ]);
});

test("senders that are not in the catalogue share one series", () => {
  const view = shopView();
  expect(known(view, "shop", "orders")).toEqual({ system: true, service: true });
  expect(known(view, "shop", "order")).toEqual({ system: true, service: false });
  expect(known(view, "shop", "web-7d9f8")).toEqual({ system: true, service: false });
  expect(known(view, "shops", "orders")).toEqual({ system: false, service: false });
  expect(known(view, "monitoring", "prometheus")).toEqual({ system: true, service: true });
  expect(known(view, "none", "unknown")).toEqual({ system: false, service: false });
});

test("an environment that discovers services counts every sender whose names are valid in Kubernetes", () => {
  const view = shopView(["kubernetes"]);
  expect(known(view, "billing", "invoices")).toEqual({ system: true, service: true });
  expect(known(view, "billing", "Invoices 1")).toEqual({ system: true, service: false });
  expect(known(view, "a/b", "c")).toEqual({ system: false, service: false });
});

test("requests are counted one at a time, and each request waits until its records are counted", () => {
  expect(Object.values(parts(shopView()).exporters)[0]).toMatchObject({
    sending_queue: { num_consumers: 1, block_on_overflow: true, wait_for_result: true },
  });
});
