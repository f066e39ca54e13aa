import path from "node:path";
import type { Viewer } from "../../stacks/local/viewer/server/main";
import type { Source } from "../../stacks/local/viewer/server/sources";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { storeAuthorization, storeLogin } from "../support/pipeline/accounts";
import { startPipeline } from "../support/pipeline/pipeline";
import { send } from "../support/pipeline/send";
import { text, until } from "../support/until";
import { exemplarPrometheus } from "./viewer/exemplar-prometheus";
import { pictures, stage, type Stage } from "./viewer/stage";
import { visit } from "./viewer/visits";

const cleanup = new Cleanup();
let on: Stage;
let viewer: Viewer;
let traceId = "";
let stores: readonly Source[] = [];

beforeAll(async () => {
  on = await stage();
  const { otlp, logs, traces } = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")) });
  stores = [
    { uid: "victoria-logs", type: "victoria-logs", url: logs, authorization: storeAuthorization },
    { uid: "jaeger", type: "jaeger", url: traces, authorization: storeAuthorization },
  ];
  viewer = await on.view(undefined, [on.source, ...stores]);
  [traceId = ""] = await send("request", otlp);
  const line = encodeURIComponent(`trace_id:=${traceId}`);
  await until("the line", async () => ((await text(`${logs}/select/logsql/query?query=${line}`, storeLogin)) === "" ? undefined : true));
  await until("the whole trace", async () => {
    const answer = await fetch(`${traces}/api/traces/${traceId}`, storeLogin);
    const { data } = (await answer.json()) as { data: { spans: unknown[] }[] | null };
    return data?.[0]?.spans.length === 3 ? true : undefined;
  });
}, 1_800_000);

afterAll(async () => {
  await viewer[Symbol.asyncDispose]();
  await on[Symbol.asyncDispose]();
  await cleanup.run();
}, 60_000);

const period = "from=now-15m&to=now&refresh=";

describe("the viewer with the real VictoriaLogs and Jaeger of the pipeline", () => {
  it("draws the panels for logs and traces, and a click on a failed request opens its trace", async () => {
    const target = `/d/monitoring-http?${period}&var-environment=local&var-system=shop&var-service=orders`;
    const [seen] = await visit(on.chromium, viewer.url, [
      {
        path: target,
        picture: path.join(pictures, "local-stores.png"),
        actions: [
          { do: "click", selector: "section[data-panel-id='141'] .v-log-line" },
          { do: "links", selector: "section[data-panel-id='141'] dd a" },
          { do: "click", selector: "section[data-panel-id='150'] a[href*='#trace=']" },
          { do: "read", selector: ".v-trace" },
          { do: "title", selector: ".v-span-event" },
          { do: "click", selector: ".v-span:has(.v-span-event)" },
          { do: "read", selector: ".v-span-events" },
        ],
      },
    ]);
    const panel = (id: number) => seen?.panels.find((each) => each.id === id);
    expect(panel(140)).toMatchObject({ state: "drawn", text: expect.stringMatching(/error\s+Last \*: 1/) as string });
    expect(panel(141)?.text).toMatch(/order refused[\s\S]*level\s+error/);
    expect(panel(142)?.text).toMatch(/order refused/);
    expect(panel(150)?.text).toMatch(/GET \/orders\s+web/);
    expect(panel(151)).toMatchObject({ state: "empty", reason: expect.stringContaining("No request took more than") as string });
    expect(JSON.parse(seen?.seen[1] ?? "")).toEqual([[traceId, `#trace=${traceId}`]]);
    expect(seen?.seen[3]).toMatch(/3 spans, 1 failed[\s\S]*web[\s\S]*orders GET \/orders[\s\S]*300\.0 ms, failed[\s\S]*select/);
    expect(seen?.seen[4]).toBe("exception, after 150.0 ms\nexception.message: no stock");
    expect(seen?.seen[6]).toMatch(/^exception after 150\.0 ms\s+exception\.message\s+no stock$/);
    expect([seen?.messages, seen?.failed]).toEqual([[], []]);
  });

  it("the query page asks each store in its own language", async () => {
    const asked = (source: string, expr: string): string => `/query?${new URLSearchParams({ source, expr }).toString()}&${period}`;
    const [lines, counts, traces, noService, wrong] = await visit(on.chromium, viewer.url, [
      { path: asked("victoria-logs", `"order refused" trace_id:="${traceId}"`), height: 1200 },
      { path: asked("victoria-logs", "* | stats by (service) count() lines"), height: 1200 },
      { path: asked("jaeger", "service=orders error=true minDuration=100ms"), height: 1200 },
      { path: asked("jaeger", "error=true"), height: 1200, actions: [{ do: "read", selector: "[data-query-error]" }] },
      { path: asked("victoria-logs", '{service="orders"'), height: 1200 },
    ]);
    expect(lines?.panels.map(({ title, state }) => [title, state])).toEqual([
      ["Lines by level", "drawn"],
      ["Lines", "drawn"],
    ]);
    expect(lines?.panels[1]?.text).toContain("order refused");
    expect(counts?.panels[1]?.text).toMatch(/orders[\s\S]*1/);
    expect(traces?.panels.map(({ title, state }) => [title, state])).toEqual([["Traces", "drawn"]]);
    expect(traces?.panels[0]?.text).toMatch(/GET \/orders/);
    for (const each of [lines, counts, traces]) expect([each?.messages, each?.failed]).toEqual([[], []]);
    expect(noService?.seen[0]).toMatch(/Jaeger searches the traces of one service/);
    expect(wrong?.panels.map(({ state }) => state)).toEqual(["error", "error"]);
    expect(wrong?.panels[1]?.reason).toMatch(/unexpected/);
  });

  it("a click on an exemplar in a time series or a heatmap opens its trace", async () => {
    await using prometheus = await exemplarPrometheus(traceId);
    const samples = `${prometheus.url}/api/v1/query?query=count_over_time(http_request_duration_seconds_count[1m])`;
    await until("15 samples", async () => {
      const { data } = JSON.parse(await text(samples)) as { data: { result: { value: [number, string] }[] } };
      return Number(data.result[0]?.value[1] ?? 0) >= 15 ? true : undefined;
    });
    await using second = await on.view(undefined, [{ uid: "prometheus", type: "prometheus", url: prometheus.url }, ...stores]);
    const period = "from=now-1m&to=now&refresh=&var-environment=local&var-system=shop&var-service=orders";
    const [line, heatmap] = await visit(
      on.chromium,
      second.url,
      [1, 110].map((panel) => ({
        path: `/d/monitoring-http?${period}&viewPanel=${panel}`,
        height: 1000,
        picture: path.join(pictures, `exemplars-${panel}.png`),
        actions: [
          { do: "read", selector: `section[data-panel-id='${panel}']` },
          { do: "count", selector: `section[data-panel-id='${panel}'] .v-exemplar` },
          { do: "click", selector: `section[data-panel-id='${panel}'] .v-exemplar` },
          { do: "read", selector: ".v-trace" },
        ],
      })),
    );
    expect(line?.seen[0]).toMatch(/p95 now/);
    for (const seen of [line, heatmap]) {
      // Prometheus has an exemplar for every second, but the page draws only some of them, so that the dots do not hide the lines.
      expect(Number(seen?.seen[1])).toBeLessThan(10);
      expect(seen?.address).toMatch(new RegExp(`#trace=${traceId}$`));
      expect(seen?.seen[3]).toMatch(/3 spans, 1 failed/);
      expect([seen?.messages, seen?.failed]).toEqual([[], []]);
    }
  });
});
