import { httpErrors, httpLatencyP95, httpRequests } from "../alert-rules/packs/http/series";
import type { MetricName } from "../alert-rules/promql";
import type { View } from "../exporters/model/catalogue";
import { formatDuration } from "../exporters/model/units";
import { callOfUrl, callsOf, type Call } from "../exporters/programs/calls";
import { grafanaDashboardsFolder } from "../exporters/programs/grafana";
import { yamlFile, type RenderedFile } from "../exporters/emit";
import { mainAddress, programs } from "../exporters/programs";
import type { Datasource } from "./model";

type Json = string | number | boolean | readonly Json[] | { readonly [key: string]: Json };

/** Escapes `$` as `$$`, because Grafana replaces `$NAME` in provisioning files with environment variables. */
function escaped(value: Json): Json {
  if (typeof value === "string") return value.replaceAll("$", "$$$$");
  if (Array.isArray(value)) return value.map((item: Json) => escaped(item));
  if (typeof value === "object") return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, escaped(inner)]));
  return value;
}

/** OpenTelemetry resource attributes that identify an application, and the corresponding labels of metrics and logs. */
const attributes = [
  { key: "service.namespace", metric: "system", log: "service_namespace" },
  { key: "service.name", metric: "service", log: "service_name" },
  { key: "deployment.environment.name", metric: "environment", log: "deployment_environment_name" },
] as const;

const address = (program: "prometheus" | "loki" | "tempo" | "alertmanager"): string => `http://${mainAddress(programs[program])}`;

const source = (uid: Extract<Datasource, "prometheus" | "loki" | "tempo">, name: string, jsonData: Json): Json => ({
  uid,
  name,
  type: uid,
  access: "proxy",
  url: address(uid),
  isDefault: uid === "prometheus",
  editable: false,
  jsonData,
});

/** Whether the environment has a data source for traces, to which exemplars and log lines can link. */
const hasTraces = ({ environment: { stores } }: View): boolean => stores.traces === "tempo";

/**
 * Data source for metrics. With Tempo, an exemplar links to its trace. `timeInterval` is the scrape interval, so that a window of
 * `$__rate_interval` contains enough samples for `rate`.
 */
const prometheus = (view: View): Json =>
  source("prometheus", "Prometheus", {
    httpMethod: "POST",
    prometheusType: "Prometheus",
    timeInterval: formatDuration(view.environment.scrapeInterval),
    manageAlerts: true,
    ...(hasTraces(view) && {
      exemplarTraceIdDestinations: [{ name: "trace_id", datasourceUid: "tempo", urlDisplayLabel: "Open the trace" }],
    }),
  });

/** Data source for logs. With Tempo, the trace ID of a log line, which Loki stores as structured metadata, links to the trace. */
const loki = (view: View): Json =>
  source("loki", "Loki", {
    derivedFields: hasTraces(view)
      ? [
          {
            name: "Trace",
            matcherType: "label",
            matcherRegex: "trace_id",
            url: "${__value.raw}",
            datasourceUid: "tempo",
            urlDisplayLabel: "Open the trace",
          },
        ]
      : [],
  });

const metricOfSpan = (name: string, series: MetricName): Json => ({ name, query: `${series.text}{$__tags}` });

/** Data source for traces. A span links to the logs of its trace and to the metrics of its service. The service map reads Prometheus. */
const tempo = (): Json =>
  source("tempo", "Tempo", {
    tracesToLogsV2: {
      datasourceUid: "loki",
      spanStartTimeShift: "-5m",
      spanEndTimeShift: "5m",
      tags: attributes.map(({ key, log }) => ({ key, value: log })),
      filterByTraceID: false,
      filterBySpanID: false,
      customQuery: true,
      query: '{${__tags}} | trace_id="${__trace.traceId}"',
    },
    tracesToMetrics: {
      datasourceUid: "prometheus",
      spanStartTimeShift: "-15m",
      spanEndTimeShift: "15m",
      tags: attributes.map(({ key, metric }) => ({ key, value: metric })),
      queries: [
        metricOfSpan("Latency p95", httpLatencyP95.name),
        metricOfSpan("Requests", httpRequests.name),
        metricOfSpan("Errors", httpErrors.name),
      ],
    },
    serviceMap: { datasourceUid: "prometheus" },
    nodeGraph: { enabled: true },
    streamingEnabled: { search: true, metrics: true },
  });

/** Data source for Alertmanager, with which people view and silence alerts in Grafana. */
const alertmanager = (): Json => ({
  uid: "alertmanager",
  name: "Alertmanager",
  type: "alertmanager",
  access: "proxy",
  url: address("alertmanager"),
  editable: false,
  jsonData: { implementation: "prometheus", handleGrafanaManagedAlerts: false },
});

/** The environment's stores for which Grafana gets a data source. VictoriaLogs and Jaeger get none. */
const storesOf = ({ environment: { stores } }: View): ("loki" | "tempo")[] => [
  ...(stores.logs === "loki" ? (["loki"] as const) : []),
  ...(stores.traces === "tempo" ? (["tempo"] as const) : []),
];

/** Outgoing connections of Grafana to its data sources. */
export const datasourceCalls = (view: View): readonly Call[] =>
  callsOf((["prometheus", ...storesOf(view), "alertmanager"] as const).map((program) => callOfUrl(address(program))));

const datasources = (view: View) => ({
  apiVersion: 1,
  prune: true,
  datasources: [prometheus(view), ...storesOf(view).map((store) => (store === "loki" ? loki(view) : tempo())), alertmanager()].map(escaped),
});

const providers = {
  apiVersion: 1,
  providers: [
    {
      name: "monitoring",
      folder: "Monitoring",
      folderUid: "monitoring",
      type: "file",
      disableDeletion: false,
      allowUiUpdates: false,
      options: { path: grafanaDashboardsFolder },
    },
  ],
};

/** Renders Grafana's provisioning files: the data sources and the folder of the dashboards. Empty if the environment has no Grafana. */
export const renderProvisioning = (view: View, folder: string): RenderedFile[] =>
  view.environment.grafana
    ? [
        yamlFile(`${folder}/datasources/datasources.yml`, "dashboards/provisioning.ts", datasources(view)),
        yamlFile(`${folder}/dashboards/dashboards.yml`, "dashboards/provisioning.ts", providers),
      ]
    : [];
