import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadCatalogue, type View } from "../../exporters/model/catalogue";
import type { SystemInput } from "../../exporters/model/schema";
import { derivedJob, derivedTargets } from "../../exporters/scrape/targets";
import { prometheusConfig } from "../../exporters/scrape/scrape";
import { artefactsOf } from "../../stacks/artefacts/artefacts";
import { alerts } from "../../stacks/local/prometheus";
import { ensureTools } from "../../stacks/supply/ensure";
import type { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { environments, owners } from "../fixtures/catalogue";
import { freePort } from "../support/free-port";
import type { Pipeline } from "../support/pipeline/pipeline";
import { startPrometheus } from "../support/prometheus-process";

/** How a log line reaches the gateway. */
export type Way = "pushed" | "stdout";

/** System of the measured services. */
export const measuredSystem = "bench";

/** Returns the name of a service. Each service logs one line. */
export const measured = (way: Way, index: number): string => `${way}-${index}`;

/** Returns a view with the intervals of production. Each service has a log pattern that matches `refused` and sets no `for`. */
export function measuredView(ways: readonly Way[], each: number): View {
  const system: SystemInput = {
    id: measuredSystem,
    title: "Benchmark",
    description: "Services that log one line each",
    services: ways.flatMap((way) =>
      Array.from({ length: each }, (_, index) => ({
        kind: "http" as const,
        name: measured(way, index),
        owner: "shop",
        instrumentation: { profile: "prom-client" as const, port: 9464, buckets: [0.1, 0.5, 1, 2, 5], logs: way },
        logs: { patterns: [{ name: "refused", matches: "refused", severity: "warning" as const }] },
      })),
    ),
  };
  const entry = environments.find(({ id }) => id === "production");
  if (entry === undefined) throw new Error("the catalogue of tests has no environment production");
  const environment = {
    ...entry,
    systems: "all" as const,
    stores: { logs: "victoria-logs" as const, traces: "jaeger" as const },
    grafana: false,
    logAgent: "docker" as const,
    discovery: [],
    overrides: [],
  };
  return loadCatalogue({ systems: [system], owners, environments: [environment] }).view("production");
}

/**
 * Starts Prometheus with the rules and the intervals of the view. Prometheus scrapes the metrics that the gateway derives. Returns a
 * function that returns the services for which `LogPatternMatched` fires.
 */
export async function startAlerts(cleanup: Cleanup, view: View, pipeline: Pipeline): Promise<() => Promise<string[]>> {
  const { prometheus } = await ensureTools(["prometheus"]);
  const folder = await mkdtemp(path.join(tmpdir(), "monitoring-log-alerts-"));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  const rules = path.join(folder, "rules");
  await mkdir(rules);
  for (const { path: file, content } of artefactsOf(view))
    if (file.includes("/rules/")) await writeFile(path.join(rules, path.basename(file)), content);
  const { global, scrape_configs: jobs } = prometheusConfig(view) as {
    readonly global: object;
    readonly scrape_configs: readonly { readonly job_name: string }[];
  };
  const derived = jobs.filter(({ job_name: name }) => name === derivedJob);
  const addresses = [pipeline.metrics.derived, pipeline.metrics.logCounters].map((url) => new URL(url).host);
  const { url, end } = await startPrometheus(path.join(prometheus, "prometheus"), folder, await freePort(), {
    global,
    rule_files: [path.join(rules, "*.yml")],
    scrape_configs: derived.map((job) => ({
      ...job,
      file_sd_configs: [],
      static_configs: [{ targets: addresses, labels: derivedTargets(view)[0]?.labels }],
    })),
  });
  cleanup.add(end);
  return async () =>
    ((await alerts(url)) ?? [])
      .filter(({ state, labels }) => state === "firing" && labels["alertname"] === "LogPatternMatched")
      .map(({ labels }) => labels["service"] ?? "");
}
