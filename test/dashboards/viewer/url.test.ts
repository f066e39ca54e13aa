import { readUrl, writeUrl, type PageState } from "../../../dashboards/viewer/model/url";

describe("the address", () => {
  it("keeps the whole state", () => {
    const state: PageState = {
      uid: "monitoring-http",
      page: undefined,
      expr: undefined,
      source: undefined,
      time: { from: "now-6h", to: "now" },
      refresh: "30s",
      theme: "light",
      panel: 110,
      closed: [1000, 2000],
      variables: { system: ["a b", "c&d"], service: ["orders"] },
    };
    const [path = "", search = ""] = writeUrl(state).split("?");
    expect(readUrl(path, search)).toEqual(state);
  });

  it("keeps no closed row and no refresh apart from the dashboard's own", () => {
    const state = { ...readUrl("/d/x", ""), closed: [], refresh: "" };
    const [path = "", search = ""] = writeUrl(state).split("?");
    expect(readUrl(path, search)).toEqual(state);
  });

  it("understands the links of notifications", () => {
    const found = readUrl("/d/monitoring-overview/overview", "?viewPanel=3&var-system=shop&var-environment=local&from=1767000000000");
    expect(found).toEqual({
      uid: "monitoring-overview",
      page: undefined,
      expr: undefined,
      source: undefined,
      time: { from: "1767000000000", to: "now" },
      refresh: undefined,
      theme: undefined,
      panel: 3,
      closed: undefined,
      variables: { system: ["shop"], environment: ["local"] },
    });
  });

  it("keeps the expression of the query page", () => {
    const state = { ...readUrl("/query", ""), expr: 'sum by (job) (rate(a{b="c&d"}[5m]))', time: { from: "now-6h", to: "now" } };
    const [path = "", search = ""] = writeUrl(state).split("?");
    expect(path).toBe("/query");
    expect(readUrl(path, search)).toEqual(state);
  });

  it("understands the links of Prometheus' alerts", () => {
    const found = readUrl("/graph", "?g0.expr=up+%3D%3D+0&g0.tab=1");
    expect([found.page, found.expr]).toEqual(["query", "up == 0"]);
    expect(writeUrl(found)).toBe("/query?expr=up+%3D%3D+0");
  });

  it.each(["targets", "rules", "alerts"])("names the page %s", (page) => {
    expect(readUrl(`/${page}`, "").page).toBe(page);
    expect(writeUrl(readUrl(`/${page}`, ""))).toBe(`/${page}`);
  });

  it("is the list of dashboards without a uid", () => {
    expect(readUrl("/", "").uid).toBeUndefined();
    expect(writeUrl(readUrl("/", ""))).toBe("/");
  });
});
