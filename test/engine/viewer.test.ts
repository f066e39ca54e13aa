import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
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
import { fixedStores } from "./viewer/fixed-stores";
import { oddDashboard } from "./viewer/odd-dashboard";
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

jest.setTimeout(600_000);

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
});

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

  it("a drag over a plot sets the time range in the address", async () => {
    const [seen] = await visit(chromium, viewer.url, [
      { path: `/d/monitoring-http?${whole}`, actions: [{ do: "drag", panel: 1, from: 0.25, to: 0.75 }] },
    ]);
    const query = new URL(seen?.address ?? "", viewer.url).searchParams;
    const [from, until] = [Number(query.get("from")), Number(query.get("to"))];
    expect([Math.round((from / 1000 - to + 3600) / 60), Math.round((until / 1000 - to + 3600) / 60)]).toEqual([15, 45]);
    expect([seen?.messages, seen?.failed]).toEqual([[], []]);
    expect(seen?.panels.find(({ id }) => id === 1)?.state).toBe("drawn");
  });

  it("the tooltip shows time, series and values, and an alert that fires then", async () => {
    const [seen] = await visit(chromium, viewer.url, [
      {
        path: `/d/monitoring-http?${whole}`,
        actions: [
          { do: "hover", panel: 1, at: 0.2 },
          { do: "hover", panel: 1, at: 0.9 },
        ],
      },
    ]);
    const [early = "", late = ""] = seen?.seen ?? [];
    expect(early).toMatch(/p95[\s\S]*\d+(\.\d+)? m?s/);
    expect(early).not.toMatch(/HttpErrorRatioHigh/);
    expect(late).toMatch(/HttpErrorRatioHigh \(warning\)/);
  });

  it("a click on a legend shows one series alone, and a second click all of them", async () => {
    const legend = 'section[data-panel-id="1"] button[class*="LegendLabel"]';
    const [one, both] = await visit(chromium, viewer.url, [
      {
        path: `/d/monitoring-http?${whole}`,
        height: 1000,
        actions: [
          { do: "click", selector: legend },
          { do: "hover", panel: 1, at: 0.5 },
        ],
      },
      {
        path: `/d/monitoring-http?${whole}`,
        height: 1000,
        actions: [
          { do: "click", selector: legend },
          { do: "click", selector: legend },
          { do: "hover", panel: 1, at: 0.5 },
        ],
      },
    ]);
    expect(one?.seen[1]).not.toMatch(/p50/);
    expect(both?.seen[2]).toMatch(/p50/);
  });

  it("a click on a row closes it, and the address keeps that", async () => {
    const [seen] = await visit(chromium, viewer.url, [
      { path: `/d/monitoring-redis?${whole}`, actions: [{ do: "click", selector: ".v-row h2 button" }] },
    ]);
    expect(seen?.address).toMatch(/closed=1000/);
    expect(seen?.panels.map(({ id }) => id)).not.toContain(100);
    const [again] = await visit(chromium, viewer.url, [{ path: seen?.address ?? "" }]);
    expect(again?.panels.map(({ id }) => id)).toEqual(seen?.panels.map(({ id }) => id));
  });

  it("the link of a notification opens its panel alone, with the alert's service", async () => {
    const [seen] = await visit(chromium, viewer.url, [
      { path: "/d/monitoring-http?viewPanel=2&var-system=demo&var-environment=local&var-service=orders", height: 900 },
    ]);
    expect(seen?.panels.map(({ id, state }) => [id, state])).toEqual([[2, "drawn"]]);
  });

  it("the light theme and a phone's width draw the same panels, without errors", async () => {
    const found = await visit(chromium, viewer.url, [
      { path: `/d/monitoring-http?${whole}&theme=light`, picture: path.join(pictures, "light.png") },
      { path: `/d/monitoring-http?${whole}`, width: 390, height: 9000, picture: path.join(pictures, "phone.png") },
    ]);
    for (const { panels, messages, failed } of found) {
      expect(panels.map(({ id, state }) => [id, state])).toEqual(of("monitoring-http").panels.map(({ id, state }) => [id, state]));
      expect([messages, failed]).toEqual([[], []]);
    }
  });

  it("a page that refreshes keeps its plots", async () => {
    const [seen] = await visit(chromium, viewer.url, [
      {
        path: "/d/monitoring-redis?from=now-30m&to=now&refresh=2s",
        actions: [
          { do: "tag", selector: "canvas" },
          { do: "wait", milliseconds: 7000 },
          { do: "count", selector: "canvas[data-tag]" },
          { do: "count", selector: "canvas" },
        ],
      },
    ]);
    expect(seen?.seen[2]).toBe(seen?.seen[3]);
    expect(Number(seen?.seen[3])).toBeGreaterThan(5);
    expect([seen?.messages, seen?.failed]).toEqual([[], []]);
    expect(seen?.panels.filter(({ state }) => state === "drawn").length).toBe(
      of("monitoring-redis").panels.filter(({ state }) => state === "drawn").length,
    );
  });
});

describe("logs and traces, with fixed answers in the formats of Loki and Tempo", () => {
  it("are drawn, and a click on a trace opens it", async () => {
    const page = await preparePage();
    await using stores = await fixedStores(to);
    const lgtm = path.join(repo, "dashboards/rendered/local-lgtm/dashboards");
    await using second = await startViewer({
      environment: "local-lgtm",
      dashboards: lgtm,
      page,
      sources: [
        { uid: "prometheus", type: "prometheus", url: prometheus.url },
        { uid: "loki", type: "loki", url: stores.url },
        { uid: "tempo", type: "tempo", url: stores.url },
      ],
      scrapeSeconds: 15,
      port: 0,
    });
    const target = `/d/monitoring-http?${whole}&var-environment=local&var-system=demo&var-service=orders`;
    const [seen, trace] = await visit(chromium, second.url, [
      {
        path: target,
        picture: path.join(pictures, "logs.png"),
        actions: [{ do: "click", selector: "section[data-panel-id='141'] .v-log-line" }],
      },
      {
        path: target,
        picture: path.join(pictures, "trace.png"),
        actions: [
          { do: "click", selector: "section[data-panel-id='150'] a[href*='#trace=']" },
          { do: "read", selector: ".v-trace" },
        ],
      },
    ]);
    const panel = (id: number) => seen?.panels.find((each) => each.id === id);
    expect(panel(140)).toMatchObject({ state: "drawn", text: expect.stringMatching(/error\s+Last \*: \d+/) as string });
    expect(panel(141)?.text).toMatch(/payment 7 was declined[\s\S]*detected_level\s+error[\s\S]*payment 0 was declined/);
    expect(panel(150)?.text).toMatch(/POST \/orders[\s\S]*120 ms/);
    expect([seen?.messages, seen?.failed, trace?.messages, trace?.failed]).toEqual([[], [], [], []]);
    expect(trace?.address).toMatch(/#trace=0af7651916cd43dd8448eb211c80319c$/);
    expect(trace?.seen[1]).toMatch(/2 spans, 1 failed[\s\S]*INSERT orders[\s\S]*60\.0 ms, failed/);
  });
});

describe("what the viewer cannot show", () => {
  const odd = mkdtempSync(path.join(tmpdir(), "monitoring-odd-"));
  let second: Viewer;
  let seen: Visited | undefined;

  beforeAll(async () => {
    writeFileSync(path.join(odd, "odd.json"), JSON.stringify(oddDashboard));
    const page = await preparePage();
    const sources = [{ uid: "prometheus", type: "prometheus", url: prometheus.url } as const];
    second = await startViewer({ environment: "local", dashboards: odd, page, sources, scrapeSeconds: 15, port: 0 });
    [seen] = await visit(chromium, second.url, [
      {
        path: "/d/odd",
        picture: path.join(pictures, "odd.png"),
        actions: [
          { do: "click", selector: ".v-row h2 button" },
          { do: "links", selector: ".v-others a" },
        ],
      },
    ]);
  });
  afterAll(async () => {
    await second[Symbol.asyncDispose]();
    rmSync(odd, { recursive: true });
  });
  const panel = (id: number) => seen?.panels.find((each) => each.id === id);

  it("is said in the panel: unknown types and options, errors, missing data and missing stores", () => {
    expect(panel(2)).toMatchObject({
      state: "unsupported",
      text: expect.stringContaining('Panels of type "gauge" are not supported here.') as string,
    });
    expect(panel(3)).toMatchObject({ state: "error", text: expect.stringContaining("parse error") as string });
    expect(panel(4)).toMatchObject({ state: "drawn", text: expect.stringContaining('Option "sparkle" is not supported here.') as string });
    expect(panel(5)).toMatchObject({ state: "empty", reason: 'The viewer was started without an address for the data source "loki".' });
    expect(panel(6)).toMatchObject({ state: "empty", text: expect.stringContaining("No <b>letter</b> exists.") as string });
    expect(panel(8)).toMatchObject({ state: "drawn", text: expect.stringContaining("42") as string });
  });

  it("links have the values of variables, lead to no page that only Grafana has, and start no script", () => {
    expect(JSON.parse(seen?.seen[1] ?? "")).toEqual([
      ["Runbook", "https://runbooks.example.com/?for=hello"],
      ["Script", "about:blank"],
    ]);
  });

  it("text panels are sanitised, and no script of theirs runs", () => {
    expect(panel(1)?.text).toMatch(/Title\s+hello/);
    expect(seen?.messages.filter((message) => !message.includes("400"))).toEqual([]);
  });

  it("a Prometheus that is down is an error in each panel, not an endless loading bar", async () => {
    const page = await preparePage();
    const sources = [{ uid: "prometheus", type: "prometheus", url: "http://127.0.0.1:1" } as const];
    await using down = await startViewer({ environment: "local", dashboards: folder, page, sources, scrapeSeconds: 15, port: 0 });
    const [result] = await visit(chromium, down.url, [{ path: "/d/monitoring-redis", picture: path.join(pictures, "down.png") }]);
    expect(result?.late).toBeNull();
    expect([...new Set(result?.panels.map(({ state }) => state))]).toEqual(["error"]);
    expect(result?.panels[0]?.text).toMatch(/prometheus cannot be reached/);
  });
});
