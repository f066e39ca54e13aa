import { proofFacts } from "../../alert-rules/proofs/facts";
import { ruleGroups } from "../../alert-rules/rules";
import type { Panel } from "../../dashboards/model";
import { metric } from "../../alert-rules/promql";
import { fixedLines } from "../../dashboards/limits";
import { panels } from "./support";

const oneLine = (text: string): string => text.replace(/\s+/g, " ");

/** The limits of every alert with a threshold: which override it reads, and its default. */
const limits = ruleGroups(proofFacts)
  .flatMap((group) => group.alerts)
  .flatMap((alert) => {
    const text = oneLine(alert.expr.text);
    const own = /(threshold:\w+)\{severity="(\w+)"\}/.exec(text);
    const fallback = /([\d.e+-]+) \* group by/.exec(text);
    if (own === null || fallback === null) return [];
    return [{ alert, metric: own[1] ?? "", severity: own[2] ?? "", limit: Number(fallback[1]) }];
  });

/** Lines and colours at which a panel shows limits of one severity. */
function shownLimits(panel: Panel | undefined, metric: string, severity: string): number[] {
  if (panel?.type === "timeseries")
    return panel.queries.flatMap((query) => {
      const text = oneLine(query.expr.text);
      const line = new RegExp(`${metric}\\{[^}]*severity="${severity}"\\}\\) or on \\([^)]*\\) ([\\d.e+-]+) \\* group by`).exec(text);
      const styled = query.datasource === "prometheus" && typeof query.style === "object" && query.style.limit === severity;
      return line === null || !styled ? [] : [Number(line[1])];
    });
  if (panel?.type === "table")
    return panel.columns.flatMap((column) => {
      const level = column.levels?.[severity as keyof typeof column.levels];
      return level === undefined ? [] : [level];
    });
  return [];
}

describe("limits", () => {
  it("are found in the rules", () => {
    expect(limits.length).toBeGreaterThan(10);
  });

  it.each(limits.map((entry) => [`${entry.alert.name} ${entry.severity}`, entry] as const))(
    "of %s are drawn in its panel where the rule compares",
    (_, { alert, metric, severity, limit }) => {
      expect(alert.severity).toBe(severity);
      expect(
        shownLimits(
          panels.find((panel) => panel.id === alert.panel),
          metric,
          severity,
        ),
      ).toEqual([limit]);
    },
  );

  it.each([
    ["queues/heartbeat", "queue:worker_heartbeat_age_seconds", 120],
    ["overview/probes", "probe:success:ratio1m", 0.5],
    ["redis/rejected", "redis:clients_used:ratio", 0.8],
    ["stack/heartbeat", "up", 120],
  ])("of %s that no service can change are read from the alert", (id, series, limit) => {
    const panel = panels.find((entry) => entry.id === id);
    const drawn = (panel?.queries ?? []).map((query) => new RegExp(`^([\\d.]+) \\* group\\(${series}\\{`).exec(query.expr.text)?.[1]);
    expect(drawn.filter((text) => text !== undefined).map(Number)).toEqual([limit]);
  });

  it("refuse a series that no alert compares with a number", () => {
    expect(() => fixedLines([], metric("up"), {})).toThrow("no alert compares up with a number");
  });

  it("are drawn for no severity that has no alert", () => {
    const drawn = panels.flatMap((panel) =>
      panel.type !== "timeseries"
        ? []
        : panel.queries.flatMap((query) => {
            const match = /(threshold:\w+)\{[^}]*severity="(\w+)"/.exec(query.expr.text);
            return match === null ? [] : [`${match[1] ?? ""} ${match[2] ?? ""}`];
          }),
    );
    const known = new Set(limits.map(({ metric, severity }) => `${metric} ${severity}`));
    expect(drawn.filter((entry) => !known.has(entry))).toEqual([]);
  });
});
