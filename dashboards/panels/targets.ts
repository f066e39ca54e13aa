import type { Dataquery } from "@grafana/grafana-foundation-sdk/cog";
import { DataqueryBuilder as LokiQuery } from "@grafana/grafana-foundation-sdk/loki";
import { DataqueryBuilder as PrometheusQuery, PromQueryFormat, QueryEditorMode } from "@grafana/grafana-foundation-sdk/prometheus";
import { DataqueryBuilder as TempoQuery, SearchTableType } from "@grafana/grafana-foundation-sdk/tempo";
import type {
  Datasource,
  JaegerQuery,
  LokiQuery as LogqlQuery,
  PromQuery,
  Query,
  TempoQuery as TraceqlQuery,
  VictoriaLogsQuery,
} from "../model";
import { built, ready } from "./clone";

/** Maximum number of log lines and of traces that one panel fetches. */
const logLines = 200;
const traces = 20;

/** A reference to a data source. Its type and its UID are the same string, except for VictoriaLogs, whose type is the name of a plugin. */
export const datasource = (uid: Datasource) => ({ type: uid === "victoria-logs" ? "victoriametrics-logs-datasource" : uid, uid });

/** Grafana's letter for the query at a position: `A`, `B`, and so on. */
export const refId = (index: number): string => String.fromCharCode("A".charCodeAt(0) + index);

function prometheus(query: PromQuery, format: PromQueryFormat): PrometheusQuery {
  const target = new PrometheusQuery()
    .datasource(datasource("prometheus"))
    .editorMode(QueryEditorMode.Code)
    .format(format)
    .expr(query.expr.text)
    .legendFormat(query.legend);
  if (query.exemplars) target.exemplar(true);
  return format === PromQueryFormat.Table ? target.instant() : target.range();
}

/** A query builder for any data source. */
interface Target {
  build(): Dataquery;
  refId(id: string): Target;
}

const loki = (query: LogqlQuery): LokiQuery =>
  new LokiQuery().datasource(datasource("loki")).queryType("range").expr(query.expr.text).maxLines(logLines).legendFormat(query.legend);

const tempo = (query: TraceqlQuery): TempoQuery =>
  new TempoQuery()
    .datasource(datasource("tempo"))
    .queryType("traceql")
    .tableType(SearchTableType.Traces)
    .limit(traces)
    .query(query.expr.text);

/** A query for a data source without a builder in the SDK. */
class PlainTarget implements Target {
  private id = "A";
  constructor(
    private readonly uid: Datasource,
    private readonly fields: Readonly<Record<string, string | number | undefined>>,
  ) {}
  refId(id: string): this {
    this.id = id;
    return this;
  }
  build(): Dataquery {
    const given = Object.fromEntries(Object.entries(this.fields).filter(([, value]) => value !== undefined));
    // The SDK declares the type `Dataquery` with only a marker method, but Grafana expects the fields of this object.
    return { datasource: datasource(this.uid), refId: this.id, ...given } as unknown as Dataquery;
  }
}

const victoriaLogs = ({ expr, returns, legend }: VictoriaLogsQuery): PlainTarget =>
  returns === "lines"
    ? new PlainTarget("victoria-logs", { expr: expr.text, queryType: "instant", maxLines: logLines })
    : new PlainTarget("victoria-logs", { expr: expr.text, queryType: "statsRange", legendFormat: legend });

const jaeger = ({ expr: { service, tags, minDuration } }: JaegerQuery): PlainTarget =>
  new PlainTarget("jaeger", { queryType: "search", service, tags, minDuration, limit: traces });

function target(query: Query, format: PromQueryFormat): Target {
  switch (query.datasource) {
    case "prometheus":
      return prometheus(query, format);
    case "loki":
      return loki(query);
    case "tempo":
      return tempo(query);
    case "victoria-logs":
      return victoriaLogs(query);
    case "jaeger":
      return jaeger(query);
  }
}

/** The queries of a panel in Grafana's format. A PromQL query of a table requests only the latest values. */
export const targets = (queries: readonly Query[], shape: "series" | "table" | "heatmap"): { build: () => Dataquery }[] => {
  const format = { series: PromQueryFormat.TimeSeries, table: PromQueryFormat.Table, heatmap: PromQueryFormat.Heatmap }[shape];
  return queries.map((query, index) => ready(built(target(query, format).refId(refId(index)))));
};
