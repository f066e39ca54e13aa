import { panelNotices } from "../../../dashboards/viewer/model/notices";
import { languageOf, queryDashboard } from "../../../dashboards/viewer/model/query-dashboard";

function panelsOf(expr: string, type: string) {
  const language = languageOf(type);
  if (language === undefined) throw new Error(`no language for ${type}`);
  const { panels } = queryDashboard(expr, language, type);
  expect(panels.flatMap((panel) => panelNotices(panel))).toEqual([]);
  return panels.map(({ type: drawn, targets: [target] }) => [drawn, target?.["expr"] ?? target?.["query"] ?? target?.["tags"]]);
}

describe("the dashboard of a query", () => {
  it.each([
    [
      "prometheus",
      "up == 0",
      [
        ["timeseries", "up == 0"],
        ["table", "up == 0"],
      ],
    ],
    ["loki", '{a="b"}', [["logs", '{a="b"}']]],
    ["loki", 'rate({a="b"}[1m])', [["timeseries", 'rate({a="b"}[1m])']]],
    ["tempo", "{ status = error }", [["table", "{ status = error }"]]],
    ["jaeger", "service=orders error=true", [["table", "error=true"]]],
    [
      "victoria-logs",
      "error",
      [
        ["timeseries", "error | stats by (level) count() lines"],
        ["logs", "error"],
      ],
    ],
    [
      "victoria-logs",
      '"a | b" (c or d) | sort by (_time)',
      [
        ["timeseries", '"a | b" (c or d) | stats by (level) count() lines'],
        ["logs", '"a | b" (c or d) | sort by (_time)'],
      ],
    ],
    [
      "victoria-logs",
      "* | stats count()",
      [
        ["timeseries", "* | stats count()"],
        ["table", "* | stats count()"],
      ],
    ],
    [
      "victoria-logs",
      '"| stats"',
      [
        ["timeseries", '"| stats" | stats by (level) count() lines'],
        ["logs", '"| stats"'],
      ],
    ],
  ])("in the language of %s draws %j", (type, expr, expected) => {
    expect(panelsOf(expr, type)).toEqual(expected);
  });

  it("has no panels without an expression, and none for a search that Jaeger cannot do", () => {
    expect(panelsOf("", "jaeger")).toEqual([]);
    expect(() => panelsOf("error=true", "jaeger")).toThrow("Name it, for example service=orders");
  });

  it("has no language for other data sources", () => {
    expect([languageOf("mysql"), languageOf("toString")]).toEqual([undefined, undefined]);
  });
});
