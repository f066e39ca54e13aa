import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Viewer } from "../../stacks/local/viewer/server/main";
import { fixedStores } from "./viewer/fixed-stores";
import { oddDashboard } from "./viewer/odd-dashboard";
import { folderOf, pictures, stage, type Stage } from "./viewer/stage";
import { visit, type Visited } from "./viewer/visits";

jest.setTimeout(600_000);

let on: Stage;

beforeAll(async () => {
  on = await stage();
});
afterAll(() => on[Symbol.asyncDispose]());

describe("logs and traces, with fixed answers in the formats of Loki and Tempo", () => {
  it("are drawn, and a click on a trace opens it", async () => {
    await using stores = await fixedStores(on.to);
    await using second = await on.view(folderOf("local-lgtm"), [
      on.source,
      { uid: "loki", type: "loki", url: stores.url },
      { uid: "tempo", type: "tempo", url: stores.url },
    ]);
    const target = `/d/monitoring-http?${on.whole}&var-environment=local&var-system=demo&var-service=orders`;
    const [seen, trace] = await visit(on.chromium, second.url, [
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
    expect(panel(150)?.text).toMatch(/120 ms\s+POST \/orders\s+orders/);
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
    second = await on.view(odd);
    [seen] = await visit(on.chromium, second.url, [
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

  it("text panels are sanitised, and scripts in them do not run", () => {
    expect(panel(1)?.text).toMatch(/Title\s+hello/);
    expect(seen?.messages.filter((message) => !message.includes("400"))).toEqual([]);
  });

  it("a Prometheus that is down is an error in each panel, not an endless loading bar", async () => {
    await using down = await on.view(undefined, [{ uid: "prometheus", type: "prometheus", url: "http://127.0.0.1:1" }]);
    const [result] = await visit(on.chromium, down.url, [{ path: "/d/monitoring-redis", picture: path.join(pictures, "down.png") }]);
    expect(result?.late).toBeNull();
    expect([...new Set(result?.panels.map(({ state }) => state))]).toEqual(["error"]);
    expect(result?.panels[0]?.text).toMatch(/prometheus cannot be reached/);
  });
});
