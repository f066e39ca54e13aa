import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { dashboard, rowsOf, type Panel } from "../../../dashboards/viewer/model/dashboard";
import { dashboardNotices, panelNotices } from "../../../dashboards/viewer/model/notices";
import { environmentIds } from "../../support/shipped";
import { repo } from "../../support/sources";

const files = environmentIds.flatMap((id) => {
  const folder = path.join(repo, "dashboards/rendered", id, "dashboards");
  return readdirSync(folder).map((name) => path.join(folder, name));
});
const read = (file: string) => dashboard.parse(JSON.parse(readFileSync(file, "utf8")));
const panelsOf = (file: string): Panel[] => rowsOf(read(file)).flatMap(({ panels }) => [...panels]);

const panel = (more: object): Panel => {
  const parsed = dashboard.parse({
    uid: "x",
    title: "x",
    panels: [{ id: 1, type: "timeseries", gridPos: { x: 0, y: 0, w: 12, h: 8 }, ...more }],
  });
  const [found] = parsed.panels;
  if (found === undefined) throw new Error("no panel");
  return found;
};

describe("notices", () => {
  it("are not needed for any rendered dashboard: the viewer knows all that they use", () => {
    expect(files.flatMap(panelsOf).length).toBeGreaterThan(files.length);
    const found = files.flatMap((file) => [...dashboardNotices(read(file)), ...panelsOf(file).flatMap(panelNotices)]);
    expect([...new Set(found)]).toEqual([]);
  });

  it("every panel of every rendered dashboard is in a row of the viewer", () => {
    for (const file of files) {
      const { panels } = read(file);
      const all = panels.flatMap((entry) => (entry.type === "row" ? entry.panels : [entry])).map(({ id }) => id);
      expect(
        panelsOf(file)
          .map(({ id }) => id)
          .sort(),
      ).toEqual(all.sort());
    }
  });

  it("name an unknown panel type", () => {
    expect(panelNotices(panel({ type: "gauge" }))).toEqual([
      'Panels of type "gauge" are not supported here. Supported are timeseries, stat, table, text, heatmap, logs. Grafana shows this panel.',
    ]);
  });

  it("name every unknown option, field option, override and transformation", () => {
    const odd = panel({
      options: { legend: {}, sparkle: true },
      fieldConfig: {
        defaults: { unit: "s", glow: 1, custom: { lineWidth: 1, wobble: 2 } },
        overrides: [{ matcher: { id: "byValue", options: {} }, properties: [{ id: "custom.wobble" }, { id: "fog" }] }],
      },
      transformations: [{ id: "joinByLabels", options: {} }],
    });
    expect(panelNotices(odd)).toEqual([
      'Option "sparkle" is not supported here.',
      'Field option "glow" is not supported here.',
      'Field option "fog" is not supported here.',
      'Field option "wobble" is not supported here.',
      'Override by "byValue" is not supported here.',
      'Transformation "joinByLabels" is not supported here.',
    ]);
  });

  it("name an unknown kind of variable and of annotation", () => {
    const odd = dashboard.parse({
      uid: "x",
      title: "x",
      panels: [],
      templating: { list: [{ name: "a", type: "adhoc" }] },
      annotations: { list: [{ name: "Deploys", datasource: { type: "loki", uid: "loki" } }] },
    });
    expect(dashboardNotices(odd)).toEqual([
      'Variable type "adhoc" is not supported here.',
      'Annotations "Deploys" are not supported here: only those of Prometheus are.',
    ]);
  });
});

describe("rows", () => {
  it("contain the panels below them, and a closed row its own", () => {
    const at = (y: number) => ({ x: 0, y, w: 24, h: 1 });
    const found = rowsOf(
      dashboard.parse({
        uid: "x",
        title: "x",
        panels: [
          { id: 1, type: "stat", gridPos: at(0) },
          { id: 2, type: "row", gridPos: at(1) },
          { id: 3, type: "stat", gridPos: at(2) },
          { id: 4, type: "row", collapsed: true, gridPos: at(3), panels: [{ id: 5, type: "stat", gridPos: at(4) }] },
          { id: 6, type: "stat", gridPos: at(5) },
        ],
      }),
    );
    expect(found.map(({ panel: row, closed, panels }) => [row?.id, closed, panels.map(({ id }) => id)])).toEqual([
      [undefined, false, [1]],
      [2, false, [3]],
      [4, true, [5]],
      [undefined, false, [6]],
    ]);
  });
});
