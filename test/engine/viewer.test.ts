import path from "node:path";
import type { Viewer } from "../../stacks/local/viewer/server/main";
import { viewerFolder } from "../../stacks/local/viewer/prepare";
import { run } from "../../stacks/supply/command";
import { repo } from "../support/sources";
import { dashboards, pictures, stage, type Stage } from "./viewer/stage";
import { visit, type Visited } from "./viewer/visits";

jest.setTimeout(600_000);

let on: Stage;
let viewer: Viewer;
let visited: Visited[];

beforeAll(async () => {
  on = await stage();
  viewer = await on.view();
  visited = await visit(
    on.chromium,
    viewer.url,
    dashboards.map(({ uid }) => ({ path: `/d/${uid}?${on.whole}`, picture: path.join(pictures, `${uid}.png`) })),
  );
});

afterAll(async () => {
  await viewer[Symbol.asyncDispose]();
  await on[Symbol.asyncDispose]();
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
    // The samples are generated for the Prometheus queries, so most of their panels must draw data. No log or trace store runs here.
    const queried = expected.filter(({ targets }) => targets.some(({ datasource }) => datasource?.type === "prometheus"));
    const drawn = panels.filter(({ id, state }) => state === "drawn" && queried.some((each) => each.id === id));
    expect(drawn.length).toBeGreaterThan(queried.length / 2);
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
    const [seen] = await visit(on.chromium, viewer.url, [
      { path: `/d/monitoring-http?${on.whole}`, actions: [{ do: "drag", panel: 1, from: 0.25, to: 0.75 }] },
    ]);
    const query = new URL(seen?.address ?? "", viewer.url).searchParams;
    const [from, until] = [Number(query.get("from")), Number(query.get("to"))];
    expect([Math.round((from / 1000 - on.to + 3600) / 60), Math.round((until / 1000 - on.to + 3600) / 60)]).toEqual([15, 45]);
    expect([seen?.messages, seen?.failed]).toEqual([[], []]);
    expect(seen?.panels.find(({ id }) => id === 1)?.state).toBe("drawn");
  });

  it("the tooltip shows time, series and values, and an alert that fires then", async () => {
    const [seen] = await visit(on.chromium, viewer.url, [
      {
        path: `/d/monitoring-http?${on.whole}`,
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
    const [one, both] = await visit(on.chromium, viewer.url, [
      {
        path: `/d/monitoring-http?${on.whole}`,
        height: 1000,
        actions: [
          { do: "click", selector: legend },
          { do: "hover", panel: 1, at: 0.5 },
        ],
      },
      {
        path: `/d/monitoring-http?${on.whole}`,
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
    const [seen] = await visit(on.chromium, viewer.url, [
      { path: `/d/monitoring-redis?${on.whole}`, actions: [{ do: "click", selector: ".v-row h2 button" }] },
    ]);
    expect(seen?.address).toMatch(/closed=1000/);
    expect(seen?.panels.map(({ id }) => id)).not.toContain(100);
    const [again] = await visit(on.chromium, viewer.url, [{ path: seen?.address ?? "" }]);
    expect(again?.panels.map(({ id }) => id)).toEqual(seen?.panels.map(({ id }) => id));
  });

  it("the link of a notification opens its panel alone, with the alert's service", async () => {
    const [seen] = await visit(on.chromium, viewer.url, [
      { path: "/d/monitoring-http?viewPanel=2&var-system=demo&var-environment=local&var-service=orders", height: 900 },
    ]);
    expect(seen?.panels.map(({ id, state }) => [id, state])).toEqual([[2, "drawn"]]);
  });

  it("the light theme and a phone's width draw the same panels, without errors", async () => {
    const found = await visit(on.chromium, viewer.url, [
      { path: `/d/monitoring-http?${on.whole}&theme=light`, picture: path.join(pictures, "light.png") },
      { path: `/d/monitoring-http?${on.whole}`, width: 390, height: 9000, picture: path.join(pictures, "phone.png") },
    ]);
    for (const { panels, messages, failed } of found) {
      expect(panels.map(({ id, state, reason }) => [id, state, reason])).toEqual(
        of("monitoring-http").panels.map(({ id, state, reason }) => [id, state, reason]),
      );
      expect([messages, failed]).toEqual([[], []]);
    }
  });

  it("a query whose connection is reset is sent again", async () => {
    const [seen] = await visit(on.chromium, viewer.url, [{ path: `/d/monitoring-http?${on.whole}`, reset: "/api/v1/query_range" }]);
    expect(seen?.failed).toEqual([expect.stringMatching(/query_range.*: net::ERR_CONNECTION_RESET$/)]);
    expect(seen?.panels.map(({ id, state }) => [id, state])).toEqual(of("monitoring-http").panels.map(({ id, state }) => [id, state]));
  });

  it("a page that refreshes keeps its plots", async () => {
    const [seen] = await visit(on.chromium, viewer.url, [
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
