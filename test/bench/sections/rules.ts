import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { formatDuration } from "../../../exporters/model/units";
import { artefactsOf } from "../../../stacks/artefacts/artefacts";
import { UserError } from "../../../stacks/config/errors";
import { ensureTools } from "../../../stacks/supply/ensure";
import { syntheticCatalogue } from "../../support/synthetic";
import { exposition } from "../fleet";
import { LivePrometheus, serve, type Groups } from "../live-prometheus";
import { rawGroup, rawRules } from "../raw-rules";
import { fixed, median, type Section } from "../section";

const services = 1000;
const pages = 10;
const port = 19_393;
/** Seconds of data before the measurement. They fill the 5-minute windows, but the few longer windows only partly. */
const settleSeconds = 330;
const observations = 6;

const failures = (groups: Groups): string[] =>
  groups.flatMap((group) => group.rules.flatMap((rule) => (rule.health === "err" ? [`${rule.name}: ${rule.lastError ?? ""}`] : [])));

export const rules: Section = {
  name: "rules",
  title: "Rule evaluation of 1,000 services",
  about: `A Prometheus of the pinned version evaluates the rendered rules of a synthetic catalogue with ${services.toLocaleString("en")} services: 700 HTTP, 100 workers, 100 PostgreSQL and 100 Redis. The measurement starts ${settleSeconds} s after the first scrape of the raw series. At that time the 5-minute windows of the rules are full, but longer windows are not. The time of a group is the median of ${observations} evaluations. Target: all rules together take at most half of the interval. For comparison, the group "raw" has four HTTP alerts (latency and errors, critical and warning), written once for each service on raw series. It runs in the same Prometheus at the same time.`,
  run: async ({ say }) => {
    const view = loadCatalogue(syntheticCatalogue(services)).view("production");
    const interval = view.environment.evaluationInterval;
    const rendered = artefactsOf(view).filter((file) => file.path.includes("/rules/"));
    const files = new Map([
      ...rendered.map((file): [string, string] => [path.basename(file.path), file.content]),
      ["raw.rules.yml", rawRules(view)],
    ]);
    const slices = Array.from(
      { length: pages },
      (_, page) => new Set(view.systems.filter((_system, at) => at % pages === page).map(({ id }) => id)),
    );
    const { prometheus: bin } = await ensureTools(["prometheus"]);
    const started = Date.now();
    const age = () => (Date.now() - started) / 1000 + 86_400;
    await using exporter = await serve((page) => exposition(view, slices[page] ?? new Set(), age(), Date.now() / 1000));
    await using live = await LivePrometheus.start(
      path.join(bin, "prometheus"),
      port,
      formatDuration(interval),
      { ...exporter, pages },
      files,
    );
    say(`waiting for ${settleSeconds} s of data`);
    await sleep(settleSeconds * 1000);
    const times = new Map<string, number[]>();
    const counts = new Map<string, number>();
    for (let seen = 0; seen < observations; seen += 1) {
      const groups = await live.groups();
      const failed = failures(groups);
      if (failed.length > 0) throw new UserError(`Rules fail: ${failed.slice(0, 3).join("; ")}`);
      for (const { name, evaluationTime, rules: all } of groups) {
        times.set(name, [...(times.get(name) ?? []), evaluationTime]);
        counts.set(name, all.length);
      }
      await sleep(interval * 1000);
    }
    const series = await live.series();
    const measured = [...times].map(([name, seconds]) => ({ name, seconds: median(seconds), count: counts.get(name) ?? 0 }));
    const ours = measured.filter(({ name }) => name !== rawGroup).sort((a, b) => b.seconds - a.seconds);
    const raw = measured.find(({ name }) => name === rawGroup);
    const http = ours.find(({ name }) => name === "http");
    const sum = ours.reduce((total, { seconds }) => total + seconds, 0);
    const row = (name: string, count: number, seconds: number) => [
      name,
      String(count),
      fixed(seconds, 3),
      fixed((100 * seconds) / interval, 1),
    ];
    return {
      head: ["group", "rules", "seconds", `% of the interval of ${interval} s`],
      rows: [
        ...ours.map(({ name, count, seconds }) => row(name, count, seconds)),
        row(
          "**all of our rules**",
          ours.reduce((total, { count }) => total + count, 0),
          sum,
        ),
        ...(raw === undefined ? [] : [row("raw: HTTP alerts only", raw.count, raw.seconds)]),
      ],
      notes: [
        `Prometheus has ${series.toLocaleString("en")} series in its head. All rules together use ${fixed(sum / (interval / 2), 3)} of the target.`,
        ...(raw === undefined || http === undefined
          ? []
          : [
              `The group http takes ${fixed(http.seconds / raw.seconds, 2)} of the time of the group "raw", although it also records the series that panels read.`,
            ]),
      ],
    };
  },
};
