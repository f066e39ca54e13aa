import { alert, bothTargets, eight, probeFailed, healthy } from "../evidence";
import type { Evidence } from "../lookups";
import type { NeedsOf } from "../need";

/** What the system of eight services needs, and what meets each need. */
export const eightServices: NeedsOf<"ES"> = {
  "ES-1": {
    what: "Prometheus scrapes all eight services. It discovers them from Docker labels, Kubernetes annotations, ServiceMonitors and files. Intervals and retention are configured, and recording rules cover common queries.",
    by: [
      ...eight.map((name): Evidence => `target:eight-services/${name}`),
      "discovery:kubernetes-services",
      "discovery:kubernetes-pods",
      "operator:ServiceMonitor/monitoring-stack-loki",
      "operator:ScrapeConfig/monitoring-kubernetes-services",
      "operator:ScrapeConfig/monitoring-prom-client",
      "operator:PrometheusRule/monitoring-http",
      "record:service:http_requests:rate5m",
      "test:engine/docker-discovery#eight services of a system that the catalogue does not list are scraped by the labels of their containers",
      ...bothTargets,
    ],
  },
  "ES-2": {
    what: "The logs of all eight services are collected, parsed, labelled and stored. Services push them, or a log agent reads them.",
    by: [
      "component:loki",
      "panel:monitoring-http/All lines",
      "test:reference-systems/engine/one-request#one request is one trace through all eight services",
      "test:engine/agent#reads the fields of JSON and logfmt",
    ],
  },
  "ES-3": {
    what: "The traces of all eight services go to Tempo or Jaeger at a configured sampling rate. The services propagate `traceparent`, starting at the API gateway. Traces are linked to logs and metrics.",
    by: [
      "component:tempo",
      "panel:monitoring-http/Slow requests",
      "test:reference-systems/engine/one-request#one request is one trace through all eight services",
      "test:reference-systems/engine/one-request#a service that does not pass `traceparent` on splits the trace",
      "test:engine/sampling",
      "test:dashboards/links",
    ],
  },
  "ES-4": {
    what: "The stack deploys Loki, Grafana, Tempo, and Mimir for long-term metrics.",
    missing: "The stack does not deploy Mimir.",
    by: ["component:loki", "component:grafana", "component:tempo"],
  },
  "ES-5": {
    what: "There are dashboards for an overview, for each service and for business metrics, and a new service gets a dashboard automatically.",
    missing: "There is no dashboard for business metrics.",
    by: ["dashboard:monitoring-overview", "dashboard:monitoring-http", "dashboard:monitoring-queues"],
  },
  "ES-6": {
    what: "There are alerts for services that are down, errors, response times, failed database and Redis connections, disk space and memory.",
    severity: "warning, critical",
    by: [
      ...alert("TargetDown", "critical"),
      ...alert("ProbeFailed", "critical"),
      ...alert("HttpErrorRatioHigh", "warning", "critical"),
      ...alert("HttpLatencyHigh", "warning", "critical"),
      ...alert("PostgresDown", "critical"),
      ...alert("RedisDown", "critical"),
      ...alert("LogPatternMatched", "warning"),
      "test:reference-systems/failed-connections#the errors of real clients for PostgreSQL and Redis match",
      "test:reference-systems/failed-connections#every service that depends on PostgreSQL or Redis has the pattern",
      ...alert("HostDiskFull", "critical", "warning"),
      ...alert("HostMemoryLow", "warning"),
      ...alert("VolumeFull", "critical", "warning"),
      ...alert("ContainerMemoryHigh", "warning"),
    ],
  },
  "ES-7": {
    what: "Prometheus has service-specific metrics: requests of the API gateway, MCP tool runs, Airtable's limits, LLM tokens and cost, automation files, platform logins, SAGA outcomes, and errors of the frontend.",
    missing: "Airtable's limits, the cost of LLM calls, and platform logins are not measured.",
    by: [
      "service:eight-services/automation-worker",
      "target:eight-services/llm-orchestrator",
      ...alert("RunsFailing", "critical"),
      "panel:monitoring-runs/Failed runs",
      "panel:monitoring-runs/Failures by category",
      "panel:monitoring-runs/Duration of runs",
      "panel:monitoring-ai/Tokens per second",
      ...alert("BrowserErrorsHigh", "warning"),
      "panel:monitoring-http/Page views with errors",
    ],
  },
  "ES-8": {
    what: "Probes request the health endpoints of all eight services and check the status code.",
    when: "a check fails for 2 minutes",
    severity: "critical",
    by: ["panel:monitoring-overview/Probe success", ...probeFailed, ...eight.flatMap((name) => healthy("eight-services", name))],
  },
  "ES-9": {
    what: "Performance baselines are recorded, and current values are compared with the values at the same hour a week ago.",
    missing: "The stack does not record or compare baselines.",
    by: ["service:eight-services/api-gateway"],
  },
  "ES-10": {
    what: "Tests show that alerts fire, that dashboards show correct values, and that the trace of one request spans several services. A guide explains the tools.",
    by: [
      "dashboard:monitoring-http",
      ...alert("HttpErrorRatioHigh", "warning", "critical"),
      "panel:monitoring-overview/Probe success",
      "test:reference-systems/end-to-end",
      "test:reference-systems/engine/one-request#one request is one trace through all eight services",
      "test:engine/viewer-panels",
    ],
  },
  "ES-11": {
    what: "The cost of monitoring itself is known: the load on services, the storage and the network traffic.",
    missing:
      "The dashboard of telemetry cost shows log bytes, spans, series and pushed samples of each service. The load on services and the network traffic are not measured.",
    by: [],
  },
};
