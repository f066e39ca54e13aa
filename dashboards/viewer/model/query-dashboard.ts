import { dashboard, type Dashboard } from "./dashboard";
import { parseSearch } from "./jaeger";
import { hasStats, volumeOf } from "./logsql";

const legend = { showLegend: true, displayMode: "table", placement: "bottom", calcs: ["lastNotNull", "min", "max"] };

/** A panel without an ID and a position. */
interface Sketch {
  readonly type: "timeseries" | "table" | "logs";
  readonly title: string;
  readonly target: Readonly<Record<string, unknown>>;
  /** Height in grid units. Default: 12. */
  readonly height?: number;
}

/** A language of the query page. */
export interface Language {
  readonly name: string;
  /** Type of the data source in a dashboard. */
  readonly type: string;
  /** Example of an expression. */
  readonly example: string;
  /** Panels for an expression. Throws an Error for an expression that cannot become a request. */
  readonly panels: (expr: string) => readonly Sketch[];
}

const overTime = "Over time";
const atTheEnd = "At the end of the time range";
const lines = (target: object): Sketch => ({ type: "logs", title: "Lines", height: 24, target: { ...target, maxLines: 200 } });
const traces = (target: object): Sketch => ({ type: "table", title: "Traces", target: { ...target, limit: 50 } });

/** The languages by type of data source, as `/api/viewer` returns the type. */
const languages: Readonly<Record<string, Language>> = {
  prometheus: {
    name: "PromQL",
    type: "prometheus",
    example: "up == 0",
    panels: (expr) => [
      { type: "timeseries", title: overTime, target: { expr } },
      { type: "table", title: atTheEnd, target: { expr, instant: true, format: "table" } },
    ],
  },
  "victoria-logs": {
    name: "LogsQL",
    type: "victoriametrics-logs-datasource",
    example: '{service="orders"} level:error',
    panels: (expr) =>
      hasStats(expr)
        ? [
            { type: "timeseries", title: overTime, target: { expr, queryType: "statsRange" } },
            { type: "table", title: atTheEnd, target: { expr, queryType: "stats" } },
          ]
        : [
            {
              type: "timeseries",
              title: "Lines by level",
              height: 7,
              target: { expr: volumeOf(expr), queryType: "statsRange", legendFormat: "{{level}}" },
            },
            lines({ expr, queryType: "instant" }),
          ],
  },
  loki: {
    name: "LogQL",
    type: "loki",
    example: '{service_name="orders"} |= "declined"',
    panels: (expr) => (expr.trimStart().startsWith("{") ? [lines({ expr })] : [{ type: "timeseries", title: overTime, target: { expr } }]),
  },
  jaeger: {
    name: "Search in Jaeger",
    type: "jaeger",
    example: "service=orders error=true minDuration=500ms",
    panels: (expr) => [traces(parseSearch(expr))],
  },
  tempo: { name: "TraceQL", type: "tempo", example: "{ status = error }", panels: (query) => [traces({ query })] },
};

/** Returns the language of a type of data source; undefined if the query page does not support the type. */
export const languageOf = (type: string): Language | undefined => (Object.hasOwn(languages, type) ? languages[type] : undefined);

/** Returns a dashboard for one expression. The dashboard of an empty string has no panels. Throws an Error if `panels` throws one. */
export function queryDashboard(expr: string, { type, panels }: Language, uid: string): Dashboard {
  const datasource = { type, uid };
  let y = 0;
  return dashboard.parse({
    uid: "query",
    title: "Query",
    panels: (expr === "" ? [] : panels(expr)).map(({ type: drawn, title, target, height = 12 }, index) => {
      const at = y;
      y += height;
      const series = {
        options: { legend, tooltip: { mode: "multi", sort: "desc" } },
        fieldConfig: { defaults: { color: { mode: "palette-classic" }, custom: { fillOpacity: 8, lineWidth: 1 } }, overrides: [] },
      };
      return {
        id: index + 1,
        type: drawn,
        title,
        datasource,
        gridPos: { x: 0, y: at, w: 24, h: height },
        ...(drawn === "timeseries" ? series : {}),
        targets: [{ refId: "A", datasource, ...target }],
      };
    }),
  });
}
