import { alert, bothTargets, eight, probeFailed, healthy } from "../evidence";
import type { Evidence } from "../lookups";
import type { NeedsOf } from "../need";

/** What the eight services needs. */
export const eightServices: NeedsOf<"ES"> = {
  "ES-1": {
    what: "All eight services are scraped, found by Docker labels, Kubernetes annotations, ServiceMonitors and files, with set intervals and retention, and common queries are recorded",
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
    what: "Logs of all eight are collected, parsed, labelled and kept",
    missing: "Only logs that applications push arrive; no collector reads and parses the others.",
    by: ["component:loki", "panel:monitoring-http/All lines"],
  },
  "ES-3": {
    what: "Traces of all eight go to Tempo or to Jaeger, sampled at a set rate, follow `traceparent` from the gateway on, and are linked with logs and metrics",
    missing: "The sampling rate is declared and applied nowhere, and Jaeger cannot be chosen.",
    by: ["component:tempo", "panel:monitoring-http/Slow requests"],
  },
  "ES-4": {
    what: "Loki, Grafana, Tempo and Mimir, the last for long-term metrics",
    missing: "Mimir is not deployed.",
    by: ["component:loki", "component:grafana", "component:tempo"],
  },
  "ES-5": {
    what: "Dashboards: an overview, one per service, business numbers, and one that a new service has without further work",
    missing: "There is no dashboard of business numbers.",
    by: ["dashboard:monitoring-overview", "dashboard:monitoring-http", "dashboard:monitoring-queues"],
  },
  "ES-6": {
    what: "Alerts about services that are down, errors, response times, failed connections to database and Redis, disk space and memory",
    severity: "warning, critical",
    missing: "Clients' failed connections, and the disk and memory of hosts, are not measured.",
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
    what: "Each service's own numbers: the gateway's requests, MCP tool runs, Airtable's limits, LLM tokens and cost, automation files, platform logins, SAGA outcomes, the frontend's errors",
    missing: "Only requests and queues are read; no profile has these names.",
    by: ["service:eight-services/automation-worker"],
  },
  "ES-8": {
    what: "Health endpoints of all eight are probed, and the status code is asserted",
    when: "failing for 2 minutes",
    severity: "critical",
    by: ["panel:monitoring-overview/Probe success", ...probeFailed, ...eight.flatMap((name) => healthy("eight-services", name))],
  },
  "ES-9": {
    what: "Performance baselines are recorded, and now is compared with the same hour a week ago",
    missing: "Nothing records or compares baselines.",
    by: ["service:eight-services/api-gateway"],
  },
  "ES-10": {
    what: "Tests show that alerts fire, that dashboards show true numbers and that one request's trace crosses services; a guide explains the tools",
    missing: "No request is followed across these eight services, and there is no guide.",
    by: ["dashboard:monitoring-http"],
  },
  "ES-11": {
    what: "What monitoring itself costs is known: load on services, storage, network",
    missing: "It is not measured.",
    by: [],
  },
};
