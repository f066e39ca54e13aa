import type { Environment } from "../model/environments-schema";

type LogStore = Environment["stores"]["logs"];
type TraceStore = Environment["stores"]["traces"];

/** The OTLP endpoint of a log store, and the headers that the store needs. */
interface LogIngestion {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Fields by which VictoriaLogs groups log lines into streams. The gateway sets each field exactly once: a record with a duplicate field
 * crashes VictoriaLogs 1.52.1, and each retry crashes it again.
 */
export const streamFields = ["environment", "service", "system"] as const;

const logIngestion: Readonly<Record<LogStore, LogIngestion>> = {
  loki: { url: "http://loki:3100/otlp/v1/logs" },
  "victoria-logs": {
    url: "http://victoria-logs:9428/insert/opentelemetry/v1/logs",
    headers: { "VL-Stream-Fields": streamFields.join(",") },
  },
};

/** Returns the endpoint to which the gateway sends logs. */
export const logIngestionOf = (environment: Environment): LogIngestion => logIngestion[environment.stores.logs];

const traceAddresses: Readonly<Record<TraceStore, string>> = { tempo: "tempo:4317", jaeger: "jaeger:4317" };

/** Returns the `host:port` to which the gateway sends traces, over OTLP/gRPC. */
export const traceAddressOf = (environment: Environment): string => traceAddresses[environment.stores.traces];

/** Names of the gateway's exporters to the stores. */
export const storeExporters = { logs: "otlp_http/logs", traces: "otlp_grpc/traces" } as const;
