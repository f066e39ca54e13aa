import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { dashboard, type Dashboard } from "../../../dashboards/viewer/model/dashboard";
import { startViewer, type Viewer } from "../../../stacks/local/viewer/server/main";
import type { Source } from "../../../stacks/local/viewer/server/sources";
import { preparePage } from "../../../stacks/local/viewer/prepare";
import { ensureChromium } from "../../../stacks/supply/chromium";
import { ensureTools } from "../../../stacks/supply/ensure";
import { Progress } from "../../../stacks/supply/progress";
import { repo } from "../../support/sources";
import { demoServiceOn } from "../demo-services";
import { filledPrometheus } from "./filled-prometheus";
import type { Backfilled } from "../../bench/backfill";
import { samplesFor, unique, type Subject } from "./samples";

/** Folder with the rendered dashboards of an environment. */
export const folderOf = (environment: string): string => path.join(repo, "dashboards/rendered", environment, "dashboards");

/** The parsed dashboards of an environment. */
export const dashboardsOf = (environment: string): readonly Dashboard[] =>
  readdirSync(folderOf(environment)).map((name) =>
    dashboard.parse(JSON.parse(readFileSync(path.join(folderOf(environment), name), "utf8"))),
  );

/** The parsed dashboards of the environment `local`. */
export const dashboards: readonly Dashboard[] = dashboardsOf("local");

/** Folder for the pictures that the tests take. */
export const pictures = path.join(repo, ".state/viewer-pictures");

/** Chromium, and a Prometheus with an hour of samples before `to` and half an hour after it. */
export interface Stage extends AsyncDisposable {
  readonly chromium: string;
  /** Start of the stage, rounded down to the scrape interval, in Unix seconds. */
  readonly to: number;
  /** URL parameters for the hour before `to`. */
  readonly whole: string;
  /** Data source of the stage's Prometheus. */
  readonly source: Source;
  /** Starts a viewer. Default: the scene's dashboards with this Prometheus. */
  readonly view: (dashboardsIn?: string, sources?: readonly Source[]) => Promise<Viewer>;
}

/**
 * Drops each series if another series of the same metric has all its labels and more. A panel that sums over the additional labels finds
 * the other series.
 */
function mostDetailed(series: readonly Backfilled[]): Backfilled[] {
  const byMetric = new Map<string, Backfilled[]>();
  for (const each of series) byMetric.set(each.metric, [...(byMetric.get(each.metric) ?? []), each]);
  const within = (one: Backfilled, other: Backfilled): boolean =>
    Object.keys(other.labels).length > Object.keys(one.labels).length &&
    Object.entries(one.labels).every(([label, value]) => other.labels[label] === value);
  return series.filter((each) => !(byMetric.get(each.metric) ?? []).some((other) => within(each, other)));
}

/** What the stage shows. */
export interface Scene {
  readonly environment: string;
  /** What the samples of the dashboard with this uid are about. */
  readonly subject: (uid: string) => Subject;
  /** Series between two times in Unix seconds. They replace the generated series of the same metrics. Default: none. */
  readonly more?: (from: number, to: number) => readonly Backfilled[];
  /** Whether each generated metric has only its series with the most labels, as in a real system. Default: false. */
  readonly detailed?: boolean;
}

const demo: Scene = {
  environment: "local",
  subject: (uid) => ({ values: { environment: "local", system: "demo", service: demoServiceOn(uid) } }),
};

/** Installs missing tools and Chromium, and starts Prometheus. Default of the scene: the environment `local` with its demo system. */
export async function stage({ environment, subject, more = () => [], detailed = false }: Scene = demo): Promise<Stage> {
  const progress = new Progress();
  const tools = await ensureTools(["prometheus", "promtool"]);
  const chromium = await ensureChromium(progress);
  const page = await preparePage(progress);
  const to = Math.floor(Date.now() / 15_000) * 15;
  const [from, until] = [to - 3600, to + 1800];
  const given = more(from, until);
  const generated = dashboardsOf(environment)
    .flatMap((each) => samplesFor(each, subject(each.uid), from, until))
    .filter(({ metric }) => !given.some((one) => one.metric === metric));
  const series = unique([...(detailed ? mostDetailed(unique(generated)) : generated), ...given]);
  const binaries = { prometheus: path.join(tools.prometheus, "prometheus"), promtool: path.join(tools.promtool, "promtool") };
  const prometheus = await filledPrometheus(binaries, series);
  mkdirSync(pictures, { recursive: true });
  const source: Source = { uid: "prometheus", type: "prometheus", url: prometheus.url };
  return {
    chromium,
    to,
    whole: `from=${(to - 3600) * 1000}&to=${to * 1000}`,
    source,
    view: (dashboardsIn = folderOf(environment), sources = [source]) =>
      startViewer({ environment, dashboards: dashboardsIn, page, sources, scrapeSeconds: 15, port: 0 }),
    [Symbol.asyncDispose]: () => prometheus[Symbol.asyncDispose](),
  };
}
