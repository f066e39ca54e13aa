import { jaegerRequest } from "./jaeger";
import { lokiRequest } from "./loki";
import { tempoRequest } from "./tempo";
import { prometheusRequest } from "./prometheus";
import type { QueryContext, SourceRequest } from "./request";
import { jaegerTarget, lokiTarget, prometheusTarget, tempoTarget, victoriaLogsTarget } from "./targets";
import { victoriaLogsRequest } from "./victoria-logs";

/** A reference to a data source, as dashboards contain it. */
export interface SourceReference {
  readonly type: string;
  readonly uid: string;
}

const supported = "prometheus, loki, tempo, victoriametrics-logs-datasource and jaeger";

/** Returns the request for a panel's query. Throws an Error for an unknown type of data source, and for an invalid query. */
export function requestOf(target: unknown, source: SourceReference, context: QueryContext): SourceRequest {
  switch (source.type) {
    case "prometheus":
      return prometheusRequest(prometheusTarget.parse(target), source.uid, context);
    case "loki":
      return lokiRequest(lokiTarget.parse(target), source.uid, context);
    case "tempo":
      return tempoRequest(tempoTarget.parse(target), source.uid, context);
    case "victoriametrics-logs-datasource":
      return victoriaLogsRequest(victoriaLogsTarget.parse(target), source.uid, context);
    case "jaeger":
      return jaegerRequest(jaegerTarget.parse(target), source.uid, context);
    default:
      throw new Error(`A data source of type "${source.type}" is not supported here. Supported are ${supported}.`);
  }
}
