import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { stringify } from "yaml";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import type { SystemInput } from "../../../exporters/model/schema";
import { artefactsOf } from "../../../stacks/artefacts/artefacts";
import { ensureTools } from "../../../stacks/supply/ensure";
import { slothRules } from "../../field/faults/sloth";
import { environments, owners } from "../../fixtures/catalogue";
import { backfill, type Backfilled } from "../backfill";
import { ruleCpu } from "../rule-cpu";
import { fixed, type Section } from "../section";

const services = 100;
const hour = 3600;
const span = 72 * hour;
/** Seconds between two samples of the data: the scrape interval of production. */
const step = 15;
const system = "objective-999";

const names = Array.from({ length: services }, (_, index) => `web-${index}`);
const environment = "production";

/** Returns the rule files for thresholds and HTTP if only the services in `names` are monitored, with or without objectives of 99.9 %. */
function ourRules(withObjectives: boolean): Map<string, string> {
  const watched: SystemInput = {
    id: system,
    title: "Objectives",
    description: "Services with an objective",
    services: names.map((name) => ({
      kind: "http" as const,
      name,
      owner: "shop",
      instrumentation: { profile: "prom-client" as const, port: 9464, buckets: [0.1, 1, 2, 5, 10] },
      ...(withObjectives ? { slo: { availability: "99.9%" as const } } : {}),
    })),
  };
  const entry = environments.find(({ id }) => id === environment);
  if (entry === undefined) throw new Error(`the catalogue of tests has no environment ${environment}`);
  const only = { ...entry, systems: "all" as const, discovery: [], overrides: [] };
  const view = loadCatalogue({ systems: [watched], owners, environments: [only] }).view(environment);
  const wanted = ["thresholds.rules.yml", "http.rules.yml"];
  return new Map(
    artefactsOf(view)
      .filter(({ path: file }) => wanted.includes(path.basename(file)) && file.includes("/rules/"))
      .map(({ path: file, content }) => [path.basename(file), content]),
  );
}

/**
 * Recorded windows, and the hours of data that the benchmark writes for each. Our rules compute each window from the series of the
 * next shorter window.
 */
const recorded = [
  ["5m", 0.5],
  ["30m", 0.5],
  ["1h", 1],
  ["2h", 4],
  ["6h", 18],
  ["1d", 48],
] as const;

function dataOf(now: number): readonly Backfilled[] {
  const start = now - span;
  return names.flatMap((service): Backfilled[] => {
    const key = { system, environment, service };
    const scraped = { ...key, owner: "shop", job: "prom-client", instance: `${service}:9464`, instrumentation: "prom-client", route: "/" };
    const counted = (status: string, perSecond: number): Backfilled => ({
      metric: "http_request_duration_seconds_count",
      labels: { ...scraped, status_code: status },
      from: start,
      // The series continue while the rules are evaluated, as if they were still scraped.
      to: now + hour,
      value: (second) => Math.round((second - start) * perSecond),
    });
    const rate = (metric: string, more: Readonly<Record<string, string>>, value: number): Backfilled[] =>
      recorded.map(([window, hours]) => ({
        metric: `${metric}:rate${window}`,
        labels: { ...key, ...more },
        from: now - hours * hour - 600,
        to: now,
        value: () => value,
      }));
    return [
      counted("200", 10),
      counted("500", 0.005),
      ...rate("service:http_requests", {}, 10),
      ...rate("service:http_request_errors", {}, 0.005),
      ...rate("service:http_objective_missed", { objective: "availability" }, 0.005),
    ];
  });
}

export const objectives: Section = {
  name: "objectives",
  title: "CPU of objectives",
  about: `A Prometheus evaluates the rules of ${services} services with one objective each, over 3 days of data with a sample every ${step} seconds. The row "sloth rules" measures the rules that sloth, a generator of rules for objectives, would write. The row "all HTTP rules" measures the whole group http, including the rules for thresholds and panels. The row "objectives" is the difference that the objectives make to this group. The Prometheus has the pinned version and is otherwise idle. The table shows the CPU time of one evaluation of all rules, minus the CPU time that Prometheus uses in the same time without rules. Target: 1/10 of the CPU time of the sloth rules.`,
  onlyWhenNamed: true,
  run: async ({ say }) => {
    const tools = await ensureTools(["prometheus", "promtool"]);
    const folder = mkdtempSync(path.join(tmpdir(), "monitoring-bench-"));
    try {
      mkdirSync(path.join(folder, "data"));
      say("writing 3 days of data");
      const now = Math.floor(Date.now() / 1000 / step) * step;
      await backfill(path.join(tools.promtool, "promtool"), folder, dataOf(now), step);
      const place = { binary: path.join(tools.prometheus, "prometheus"), folder, port: 19_394, interval: 10, seconds: 90 };
      const kinds = [
        { title: "no rules", files: new Map<string, string>(), group: "none" },
        { title: "sloth rules", files: new Map([["sloth.rules.yml", stringify(slothRules)]]), group: "sloth-shaped" },
        { title: "all HTTP rules", files: ourRules(true), group: "http" },
        { title: "HTTP rules without objectives", files: ourRules(false), group: "http" },
      ];
      const measured: { title: string; ms: number }[] = [];
      let idle = 0;
      for (const { title, files, group } of kinds) {
        say(`measuring ${title}`);
        const { cpu, evaluations } = await ruleCpu(place, files, group);
        if (group === "none") idle = cpu;
        else measured.push({ title, ms: (1000 * (cpu - idle)) / evaluations });
      }
      const [sloth = Number.NaN, all = Number.NaN, without = Number.NaN] = measured.map(({ ms }) => ms);
      const rows = [...measured, { title: "objectives", ms: all - without }];
      return {
        head: ["rules", "CPU of an evaluation, ms", "share of the sloth rules"],
        rows: rows.map(({ title, ms }) => [title, fixed(ms, 1), fixed(ms / sloth, 3)]),
        notes: [
          `Objectives use ${fixed((all - without) / sloth / 0.1, 2)} of the target, and all HTTP rules ${fixed(all / sloth / 0.1, 2)}.`,
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
