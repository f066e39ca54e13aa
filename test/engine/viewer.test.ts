import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { dashboard, type Dashboard } from "../../dashboards/viewer/model/dashboard";
import { startViewer, type Viewer } from "../../dashboards/viewer/server/main";
import { preparePage, viewerFolder } from "../../stacks/commands/view/prepare";
import { ensureChromium } from "../../stacks/supply/chromium";
import { run } from "../../stacks/supply/command";
import { ensureTools } from "../../stacks/supply/ensure";
import { Progress } from "../../stacks/supply/progress";
import { repo } from "../support/sources";
import { filledPrometheus, type FilledPrometheus } from "./viewer/filled-prometheus";
import { samplesFor, unique } from "./viewer/samples";
import { visit, type Visited } from "./viewer/visits";

const folder = path.join(repo, "dashboards/rendered/local/dashboards");
const dashboards: Dashboard[] = readdirSync(folder).map((name) =>
  dashboard.parse(JSON.parse(readFileSync(path.join(folder, name), "utf8"))),
);
const services: Readonly<Record<string, string>> = { queues: "orders-worker", postgres: "postgres", redis: "redis" };
const to = Math.floor(Date.now() / 15_000) * 15;
const series = unique(
  dashboards.flatMap((each) => {
    const service = services[each.uid.replace("monitoring-", "")] ?? "orders";
    return samplesFor(each, { environment: "local", system: "demo", service }, to - 3600, to + 1800);
  }),
);
/** Pictures of all dashboards, for people to look at. */
const pictures = path.join(repo, ".state/viewer-pictures");
const whole = `from=${(to - 3600) * 1000}&to=${to * 1000}`;

let prometheus: FilledPrometheus;
let viewer: Viewer;
let chromium: string;
let visited: Visited[];

beforeAll(async () => {
  const progress = new Progress();
  const tools = await ensureTools(["prometheus", "promtool"]);
  chromium = await ensureChromium(progress);
  const page = await preparePage(progress);
  prometheus = await filledPrometheus(
    { prometheus: path.join(tools.prometheus, "prometheus"), promtool: path.join(tools.promtool, "promtool") },
    series,
  );
  viewer = await startViewer({
    environment: "local",
    dashboards: folder,
    page,
    sources: [{ uid: "prometheus", type: "prometheus", url: prometheus.url }],
    scrapeSeconds: 15,
    port: 0,
  });
  mkdirSync(pictures, { recursive: true });
  visited = await visit(
    chromium,
    viewer.url,
    dashboards.map(({ uid }) => ({ path: `/d/${uid}?${whole}`, picture: path.join(pictures, `${uid}.png`) })),
  );
}, 900_000);

afterAll(async () => {
  await viewer[Symbol.asyncDispose]();
  await prometheus[Symbol.asyncDispose]();
});

const of = (uid: string): Visited => {
  const found = visited.find(({ path: target }) => target.startsWith(`/d/${uid}?`));
  if (found === undefined) throw new Error(`${uid} was not visited`);
  return found;
};

describe("the viewer in a real browser, with a real Prometheus", () => {
  it("the page's code has no type errors", async () => {
    await run(path.join(repo, "node_modules/.bin/tsc"), ["-p", viewerFolder, "--noEmit"]);
  });

  it.each(dashboards.map(({ uid }) => uid))("%s: every panel reports what it shows", (uid) => {
    const { panels, late } = of(uid);
    const expected = dashboards.find((each) => each.uid === uid)?.panels.filter(({ type }) => type !== "row") ?? [];
    expect(late).toBeNull();
    expect(panels.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(panels.filter(({ state }) => state !== "drawn" && state !== "empty")).toEqual([]);
    expect(panels.filter(({ state, reason }) => state === "empty" && (reason ?? "") === "")).toEqual([]);
    // The samples follow the queries, so most panels must have something to draw.
    expect(panels.filter(({ state }) => state === "drawn").length).toBeGreaterThan(panels.length / 2);
  });

  it.each(dashboards.map(({ uid }) => uid))("%s: no error in the console, and no request fails", (uid) => {
    const { messages, failed } = of(uid);
    expect(messages).toEqual([]);
    expect(failed).toEqual([]);
  });

  it("time series have a plot, and their legend shows the last value with its unit", () => {
    const found = dashboards.flatMap(({ uid, panels }) =>
      panels
        .filter(({ type }) => type === "timeseries")
        .flatMap(({ id }) => of(uid).panels.filter((panel) => panel.id === id && panel.state === "drawn")),
    );
    expect(found.length).toBeGreaterThan(30);
    expect(found.filter(({ plots }) => plots === 0)).toEqual([]);
    expect(found.filter(({ text }) => !/Last \*/.test(text)).map(({ title }) => title)).toEqual([]);
  });
});
