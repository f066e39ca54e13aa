import { readsOf } from "../../alert-rules/condition";
import type { Alert } from "../../alert-rules/model";
import { panelIds, panelNumbers } from "../../alert-rules/panel-ids";
import { proofFacts } from "../../alert-rules/proofs/facts";
import { parsePromql } from "../../alert-rules/promql/parse";
import { panelUrl } from "../../alert-rules/render-rules";
import { ruleGroups } from "../../alert-rules/rules";
import { datasources } from "../../dashboards/model";
import { panelNumber } from "../../dashboards/panel-numbers";
import { queriesOf, resolve } from "../../dashboards/queries";
import { all, fileOf, panels, panelsOf } from "./support";

const alerts: readonly Alert[] = ruleGroups(proofFacts).flatMap((group) => group.alerts);
const files = all.map(fileOf);

function opened(url: string) {
  const { pathname, searchParams } = new URL(url);
  const dashboard = files.find((file) => pathname === `/d/${file.uid}`);
  return dashboard?.panels.find((panel) => String(panel.id) === searchParams.get("viewPanel"));
}

describe("dashboard panels", () => {
  it("exist for every id that alerts may link to", () => {
    expect(panelIds.filter((id) => !panels.some((panel) => panel.id === id))).toEqual([]);
  });

  it("have unique ids", () => {
    const ids = panels.map((panel) => panel.id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("have unique numbers within their dashboard, and the rendered file has the same numbers", () => {
    for (const dashboard of all) {
      const numbers = panelsOf(dashboard).map((panel) => panelNumber(panel.id));
      expect(new Set(numbers).size).toBe(numbers.length);
      const inFile = fileOf(dashboard)
        .panels.filter((panel) => panel.type !== "row")
        .map((panel) => panel.id);
      expect(inFile).toEqual(numbers);
    }
  });

  it("have a number below 100 if alerts link to them, and only then", () => {
    const numbered = panels.map(({ id }) => [id, panelNumber(id)] as const);
    expect(numbered.filter(([, number]) => !Number.isInteger(number) || number < 1)).toEqual([]);
    expect(Object.fromEntries(numbered.filter(([, number]) => number < 100))).toEqual(panelNumbers);
  });

  it("include the panel that each alert links to", () => {
    expect(alerts.length).toBeGreaterThan(5);
    const broken = alerts.filter((alert) => opened(panelUrl(alert, "http://grafana.example")) === undefined);
    expect(broken.map((alert) => `${alert.name} -> ${alert.panel}`)).toEqual([]);
  });

  it("show the series that the alerts linking to them read", () => {
    const shown = (alert: Alert) =>
      queriesOf(all)
        .filter((query) => query.panel === alert.panel && query.datasource === "prometheus")
        .flatMap((query) =>
          parsePromql(resolve(query.expr, { system: "s", environment: "e", service: "w" })).uses.map((use) => use.metric),
        );
    const blind = alerts.filter((alert) => {
      return !readsOf(alert).some((name) => !name.startsWith("threshold:") && shown(alert).includes(name));
    });
    expect(blind.map((alert) => `${alert.name} -> ${alert.panel}`)).toEqual([]);
  });

  it("describe what they show, in which unit, and what missing data means", () => {
    for (const file of files)
      for (const panel of file.panels.filter(({ type }) => type !== "row")) {
        const where = `${file.uid}/${panel.title}`;
        const { unit, noValue } = panel.fieldConfig?.defaults ?? {};
        expect([where, panel.title.length > 2]).toEqual([where, true]);
        expect([where, (panel.description ?? "").length > 30]).toEqual([where, true]);
        expect([where, typeof unit === "string" && unit !== ""]).toEqual([where, true]);
        expect([where, (noValue ?? "").endsWith(".")]).toEqual([where, true]);
        expect([where, panel.description?.includes(`No data: ${noValue ?? "?"}`)]).toEqual([where, true]);
      }
  });

  it("have unique titles within their dashboard", () => {
    for (const dashboard of all) {
      const titles = panelsOf(dashboard).map((panel) => panel.title);
      expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
    }
  });

  it("have at least one query each, with a unique refId and a data source with a fixed uid", () => {
    for (const file of files)
      for (const { title, type, targets = [] } of file.panels) {
        if (type === "row") continue;
        expect([title, targets.length > 0]).toEqual([title, true]);
        expect(new Set(targets.map(({ refId }) => refId)).size).toBe(targets.length);
        for (const { datasource } of targets) {
          expect(datasources).toContain(datasource.uid);
          expect(datasource.type).toBe(datasource.uid);
        }
      }
  });

  it("show the labels of a table as they are, and not as numbers", () => {
    const shown = all.flatMap((dashboard) =>
      panelsOf(dashboard).flatMap((panel) => {
        if (panel.type !== "table") return [];
        const overrides = fileOf(dashboard).panels.find(({ title }) => title === panel.title)?.fieldConfig?.overrides ?? [];
        return panel.columns
          .filter(({ from }) => typeof from === "string")
          .map(
            ({ title }) => overrides.find(({ matcher }) => matcher.options === title)?.properties.find(({ id }) => id === "unit")?.value,
          );
      }),
    );
    expect(shown.length).toBeGreaterThan(10);
    expect(new Set(shown)).toEqual(new Set(["string"]));
  });

  it("list the worst alerts first, by the number of their severity", () => {
    const tables = panels.flatMap((panel) => (panel.type === "table" && panel.title === "Firing alerts" ? [panel] : []));
    expect(tables.length).toBeGreaterThan(4);
    for (const { columns, sortBy } of tables) {
      const by = columns.find(({ title }) => title === sortBy.title);
      expect([typeof by?.from, sortBy.desc]).toEqual(["number", true]);
      expect([...(by?.mappings ?? [])].sort((a, b) => b.value - a.value).map(({ text }) => text)).toEqual([
        "critical",
        "warning",
        "info",
        "ok",
      ]);
    }
  });

  it("leave no gap at the end of a line", () => {
    for (const file of files) {
      const ends = new Map<number, number>();
      for (const { gridPos } of file.panels) ends.set(gridPos.y, Math.max(ends.get(gridPos.y) ?? 0, gridPos.x + gridPos.w));
      expect([file.uid, new Set(ends.values())]).toEqual([file.uid, new Set([24])]);
    }
  });

  it("stay within the grid and do not overlap", () => {
    for (const file of files) {
      const taken = new Map<string, string>();
      const clashes: string[] = [];
      for (const { title, gridPos } of file.panels) {
        if (gridPos.x + gridPos.w > 24) clashes.push(`${title} is too wide`);
        for (let x = gridPos.x; x < gridPos.x + gridPos.w; x++)
          for (let y = gridPos.y; y < gridPos.y + gridPos.h; y++) {
            const other = taken.get(`${x},${y}`);
            if (other !== undefined) clashes.push(`${title} lies on ${other}`);
            taken.set(`${x},${y}`, title);
          }
      }
      expect([file.uid, clashes]).toEqual([file.uid, []]);
    }
  });
});
