import path from "node:path";
import type { Viewer } from "../../dashboards/viewer/server/main";
import { pictures, stage, type Stage } from "./viewer/stage";
import { visit } from "./viewer/visits";

jest.setTimeout(600_000);

let on: Stage;
let viewer: Viewer;

beforeAll(async () => {
  on = await stage();
  viewer = await on.view();
});

afterAll(async () => {
  await viewer[Symbol.asyncDispose]();
  await on[Symbol.asyncDispose]();
});

describe("the viewer's pages about Prometheus, in a real browser", () => {
  it("a link of Prometheus' alerts opens the query page with values over time and a table", async () => {
    const query = new URLSearchParams({ "g0.expr": "vector(42)", "g0.tab": "1" });
    const [seen] = await visit(on.chromium, viewer.url, [
      { path: `/graph?${query.toString()}`, height: 1000, picture: path.join(pictures, "query.png") },
    ]);
    expect(seen?.panels.map(({ title, state }) => [title, state])).toEqual([
      ["Over time", "drawn"],
      ["At the end of the time range", "drawn"],
    ]);
    expect(seen?.panels[1]?.text).toMatch(/\b42\b/);
    expect([seen?.messages, seen?.failed]).toEqual([[], []]);
  });

  it("an expression that Prometheus refuses is reported with Prometheus' reason", async () => {
    const [seen] = await visit(on.chromium, viewer.url, [{ path: "/query?expr=sum(", height: 1000 }]);
    expect(seen?.panels.map(({ state }) => state)).toEqual(["error", "error"]);
    expect(seen?.panels[0]?.reason).toMatch(/parse error/);
  });

  it("a typed expression runs with Enter, and the address keeps it", async () => {
    const [seen] = await visit(on.chromium, viewer.url, [
      {
        path: "/query?expr=vector(1)",
        height: 1000,
        actions: [{ do: "type", selector: ".v-query textarea", text: "vector(7)", key: "Enter" }],
      },
    ]);
    expect(new URL(seen?.address ?? "", viewer.url).searchParams.get("expr")).toBe("vector(7)");
    expect(seen?.panels[1]?.text).toMatch(/\b7\b/);
  });

  it.each(["targets", "rules", "alerts"])("/%s says that this Prometheus has none", async (page) => {
    const [seen] = await visit(on.chromium, viewer.url, [
      { path: `/${page}`, height: 1000, actions: [{ do: "read", selector: ".v-lists" }] },
    ]);
    expect(seen?.seen[0]).toBe(`Prometheus has no ${page}.`);
    expect([seen?.messages, seen?.failed]).toEqual([[], []]);
  });
});
