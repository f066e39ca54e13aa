import { alert, bothTargets, eight, probeFailed, healthy } from "../evidence";
import type { Evidence } from "../lookups";
import type { NeedsOf } from "../need";

/** The needs of the eight services. */
export const eightServices: NeedsOf<"ES"> = {
  "ES-1": {
    what: "All eight services are scraped, discovered by Docker labels, Kubernetes annotations, ServiceMonitors and files, with configured intervals and retention and recording rules for common queries",
    missing: "Discovery by Docker labels is missing.",
    by: [
      ...eight.map((name): Evidence => `target:eight-services/${name}`),
      "discovery:kubernetes-services",
      "discovery:kubernetes-pods",
      "operator:ServiceMonitor/monitoring-stack-loki",
      "operator:ScrapeConfig/monitoring-kubernetes-services",
      "operator:ScrapeConfig/monitoring-prom-client",
      "operator:PrometheusRule/monitoring-http",
      "record:service:http_requests:rate5m",
      ...bothTargets,
    ],
  },
  "ES-2": {
    what: "Logs of all eight are collected, parsed, labelled and stored",
    missing: "Only logs that applications push are stored; no collector reads and parses others.",
    by: ["component:loki", "panel:monitoring-http/All lines"],
  },
  "ES-3": {
    what: "Traces of all eight go to Tempo or Jaeger, are sampled at a configured rate, propagate `traceparent` from the gateway on, and are linked to logs and metrics",
    missing: "The sampling rate is declared but not applied, and Jaeger cannot be selected.",
    by: ["component:tempo", "panel:monitoring-http/Slow requests"],
  },
  "ES-4": {
    what: "Loki, Grafana, Tempo and Mimir, the last for long-term metrics",
    missing: "Mimir is not deployed.",
    by: ["component:loki", "component:grafana", "component:tempo"],
  },
  "ES-5": {
    what: "Dashboards: an overview, one per service, business metrics, and one that a new service gets automatically",
    missing: "There is no dashboard of business metrics.",
    by: ["dashboard:monitoring-overview", "dashboard:monitoring-http", "dashboard:monitoring-queues"],
  },
  "ES-6": {
    what: "Alerts for services that are down, errors, response times, failed database and Redis connections, disk space and memory",
    severity: "warning, critical",
    missing: "Failed client connections, and disk and memory of hosts, are not measured.",
    by: [
      ...alert("TargetDown", "critical"),
      ...alert("ProbeFailed", "critical"),
      ...alert("HttpErrorRatioHigh", "warning", "critical"),
      ...alert("HttpLatencyHigh", "warning", "critical"),
      ...alert("PostgresDown", "critical"),
      ...alert("RedisDown", "critical"),
    ],
  },
  "ES-7": {
    what: "Service-specific metrics: the gateway's requests, MCP tool runs, Airtable's limits, LLM tokens and cost, automation files, platform logins, SAGA outcomes, the frontend's errors",
    missing: "Only requests and queues are read; no instrumentation profile has these metrics.",
    by: ["service:eight-services/automation-worker"],
  },
  "ES-8": {
    what: "Health endpoints of all eight are probed, and the status code is asserted",
    when: "failing for 2 minutes",
    severity: "critical",
    by: ["panel:monitoring-overview/Probe success", ...probeFailed, ...eight.flatMap((name) => healthy("eight-services", name))],
  },
  "ES-9": {
    what: "Performance baselines are recorded, and the current values are compared with the same hour a week ago",
    missing: "Nothing records or compares baselines.",
    by: ["service:eight-services/api-gateway"],
  },
  "ES-10": {
    what: "Tests show that alerts fire, that dashboards show correct values and that one request's trace spans services; a guide explains the tools",
    missing: "No test traces a request across these eight services, and there is no guide.",
    by: ["dashboard:monitoring-http"],
  },
  "ES-11": {
    what: "The cost of monitoring itself is known: load on services, storage, network",
    missing: "It is not measured.",
    by: [],
  },
};
