import { dashboard, type Dashboard } from "./dashboard";

const source = { type: "prometheus", uid: "prometheus" };
const legend = { showLegend: true, displayMode: "table", placement: "bottom", calcs: ["lastNotNull", "min", "max"] };

/** Returns a dashboard for one PromQL expression. It shows the values over time, and the latest values as a table. */
export const queryDashboard = (expr: string): Dashboard =>
  dashboard.parse({
    uid: "query",
    title: "Query",
    panels: [
      {
        id: 1,
        type: "timeseries",
        title: "Over time",
        datasource: source,
        gridPos: { x: 0, y: 0, w: 24, h: 12 },
        options: { legend, tooltip: { mode: "multi", sort: "desc" } },
        fieldConfig: { defaults: { color: { mode: "palette-classic" }, custom: { fillOpacity: 8, lineWidth: 1 } }, overrides: [] },
        targets: [{ refId: "A", expr, datasource: source }],
      },
      {
        id: 2,
        type: "table",
        title: "At the end of the time range",
        datasource: source,
        gridPos: { x: 0, y: 12, w: 24, h: 12 },
        targets: [{ refId: "A", expr, instant: true, format: "table", datasource: source }],
      },
    ],
  });
