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
import { samplesFor, unique } from "./samples";

/** Folder with the rendered dashboards of an environment. */
export const folderOf = (environment: string): string => path.join(repo, "dashboards/rendered", environment, "dashboards");

/** The parsed dashboards of the environment `local`. */
export const dashboards: readonly Dashboard[] = readdirSync(folderOf("local")).map((name) =>
  dashboard.parse(JSON.parse(readFileSync(path.join(folderOf("local"), name), "utf8"))),
);

/** Folder for the pictures that the tests take. */
export const pictures = path.join(repo, ".state/viewer-pictures");

/** Chromium, and a Prometheus with an hour of samples before `to` and half an hour after it. */
export interface Stage extends AsyncDisposable {
  readonly chromium: string;
  /** Unix seconds. */
  readonly to: number;
  /** URL parameters for the hour before `to`. */
  readonly whole: string;
  /** Data source of this Prometheus. */
  readonly source: Source;
  /** Starts a viewer. Default: the dashboards of `local` with this Prometheus. */
  readonly view: (dashboardsIn?: string, sources?: readonly Source[]) => Promise<Viewer>;
}

/** Installs missing tools and Chromium, and starts Prometheus. */
export async function stage(): Promise<Stage> {
  const progress = new Progress();
  const tools = await ensureTools(["prometheus", "promtool"]);
  const chromium = await ensureChromium(progress);
  const page = await preparePage(progress);
  const to = Math.floor(Date.now() / 15_000) * 15;
  const series = unique(
    dashboards.flatMap((each) => {
      const values = { environment: "local", system: "demo", service: demoServiceOn(each.uid) };
      return samplesFor(each, values, to - 3600, to + 1800);
    }),
  );
  const binaries = { prometheus: path.join(tools.prometheus, "prometheus"), promtool: path.join(tools.promtool, "promtool") };
  const prometheus = await filledPrometheus(binaries, series);
  mkdirSync(pictures, { recursive: true });
  const source: Source = { uid: "prometheus", type: "prometheus", url: prometheus.url };
  return {
    chromium,
    to,
    whole: `from=${(to - 3600) * 1000}&to=${to * 1000}`,
    source,
    view: (dashboardsIn = folderOf("local"), sources = [source]) =>
      startViewer({ environment: "local", dashboards: dashboardsIn, page, sources, scrapeSeconds: 15, port: 0 }),
    [Symbol.asyncDispose]: () => prometheus[Symbol.asyncDispose](),
  };
}
