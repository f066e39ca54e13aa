import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expressionOf } from "../../../alert-rules/condition";
import { stackPack } from "../../../alert-rules/packs/stack/group";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { prometheusConfig } from "../../../exporters/scrape/scrape";
import { ensureTools } from "../../../stacks/supply/ensure";
import type { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { viewOf } from "../../fixtures/catalogue";
import { freePort } from "../free-port";
import { startPrometheus } from "../prometheus-process";

type Firing = Readonly<Record<string, string>>;

/** A Prometheus that scrapes a program every second, and evaluates alerts of the stack without their `for`. */
export interface Watch {
  /** Labels of the alerts that fire. */
  readonly firing: () => Promise<Firing[]>;
  /** Result of a query. */
  readonly query: (expr: string) => Promise<number[]>;
}

/** Starts Prometheus with the alerts `names`. `metrics` is a program's metrics URL, and `service` is the value of its label `service`. */
export async function watch(cleanup: Cleanup, metrics: string, service: string, names: readonly string[]): Promise<Watch> {
  const alerts = stackPack.group(proofFacts).alerts.filter(({ name }) => names.includes(name));
  if (alerts.length === 0) throw new Error(`the stack has none of the alerts ${names.join(", ")}`);
  const { prometheus } = await ensureTools(["prometheus"]);
  const folder = await mkdtemp(path.join(tmpdir(), "monitoring-firing-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const rules = alerts.map((alert) => ({ alert: alert.name, expr: expressionOf(alert).text }));
  await writeFile(path.join(folder, "rules.json"), JSON.stringify({ groups: [{ name: "alerts", interval: "1s", rules }] }));
  // The scrape protocols and the escaping of metric names are those of the stack.
  const { global } = prometheusConfig(viewOf("local")) as { readonly global: object };
  const { host, pathname } = new URL(metrics);
  const labels = { system: "stack", environment: "local", service };
  const { url, end } = await startPrometheus(path.join(prometheus, "prometheus"), folder, await freePort(), {
    global: { ...global, scrape_interval: "1s", scrape_timeout: "1s", evaluation_interval: "1s" },
    rule_files: [path.join(folder, "rules.json")],
    scrape_configs: [{ job_name: "stack", metrics_path: pathname, static_configs: [{ targets: [host], labels }] }],
  });
  cleanup.add(end);
  const read = async <T>(where: string): Promise<T> => ((await (await fetch(`${url}${where}`)).json()) as { data: T }).data;
  return {
    firing: async () => (await read<{ alerts: { labels: Firing }[] }>("/api/v1/alerts")).alerts.map((alert) => alert.labels),
    query: async (expr) =>
      (await read<{ result: { value: [number, string] }[] }>(`/api/v1/query?query=${encodeURIComponent(expr)}`)).result.map(({ value }) =>
        Number(value[1]),
      ),
  };
}
