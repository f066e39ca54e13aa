import { stackSystem } from "../../../exporters/scrape/targets";
import { dashboardUid, heartbeatAlert } from "../../../exporters/model/naming";
import type { Backfilled } from "../../bench/backfill";
import { demoServiceOn } from "../demo-services";
import type { Names } from "./samples";
import type { Scene } from "./stage";

/** Label values with the length and the number that real systems have. */
const names: Readonly<Record<string, readonly string[]>> = {
  route: ["/api/v1/orders/:id/items", "/api/v1/orders", "/api/v1/reports/:year/:month", "/api/v1/customers/:id", "/login", "other"],
  queue: ["invoices", "monthly-reports"],
  state: ["active", "idle", "idle in transaction"],
  instance: ["orders.shop.svc:9464", "https://shop.example.com/health"],
  job: ["prom-client", "postgres_exporter", "redis_exporter", "blackbox_exporter", "bullmq"],
  datname: ["orders"],
  queryid: ["-8231654097312345678", "4712398456123409876", "-1234567890123456789", "9087612345098761234"],
  schemaname: ["public"],
  relname: ["order_items_archive"],
  cmd: ["hgetall", "get", "set", "zrangebyscore", "evalsha", "xreadgroup", "expire", "lpush"],
  tenant: ["acme-international-holdings", "tenant-0042", "tenant-0815", "contoso", "umbrella-gmbh"],
  rule_group: ["http", "http-objectives", "postgres-replication", "probe-certificates", "stack-stores", "target"],
  integration: ["email", "pagerduty", "slack", "webhook"],
  collector: ["stat_statements"],
  slot_name: ["standby_1"],
  application_name: ["walreceiver"],
  client: ["storefront", "orders"],
  server: ["orders", "payment-provider-gateway"],
  objective: ["availability", "latency"],
  probe: ["health"],
  prober: ["blackbox", "gatus"],
  job_name: ["nightly-backup"],
  pool: ["orders"],
  kind: ["transaction"],
  err: ["READONLY"],
  part: ["rdb"],
  owner: ["integrations"],
};

/** The program of the stack that exposes a metric, by the prefix of the metric's name. All programs expose the other metrics. */
const programs: Readonly<Record<string, string>> = {
  prometheus_: "prometheus",
  alertmanager_: "alertmanager",
  otelcol_: "otelcol",
  loki_: "loki",
  tempo_: "tempo",
  vl_: "victoria-logs",
  jaeger_: "jaeger",
};

function programsOf(metric: string): readonly string[] {
  const [, own] = Object.entries(programs).find(([start]) => metric.startsWith(start)) ?? [];
  return own === undefined ? Object.values(programs) : [own];
}

const named: Names = (label) => names[label];

/**
 * Alerts with long and short names. Fields: name, severity, dashboard of the service, minutes from the alert's start to the end of the
 * dashboard's time range.
 */
const alerts = [
  ["HttpErrorRatioHigh", "critical", "http", 6],
  ["PostgresReplicationSlotInactive", "critical", "postgres", 25],
  ["ConnectionPoolExhausted", "warning", "postgres", 8],
  ["RedisMemoryHigh", "warning", "redis", 31],
  ["QueueJobFailureRatioHigh", "warning", "queues", 12],
  ["TargetSharedByReplicas", "info", "http", 28],
  ["QuotaMissing", "info", "tenants", 40],
] as const;

/** Seconds for which the samples continue after the end of the dashboard's time range. */
const after = 1800;

const alertSeries =
  (environment: string, system: string, serviceOn: (uid: string) => string) =>
  (from: number, to: number): readonly Backfilled[] => {
    const series = (alertname: string, severity: string, of: Readonly<Record<string, string>>, minutes: number): Backfilled[] => {
      const labels = { alertname, severity, environment, owner: "integrations", ...of };
      const began = to - after - minutes * 60;
      return [
        { metric: "ALERTS", labels: { ...labels, alertstate: "firing" }, from: Math.max(from, began), to, value: () => 1 },
        { metric: "ALERTS_FOR_STATE", labels, from: Math.max(from, began), to, value: () => began },
      ];
    };
    return [
      ...alerts.flatMap(([name, severity, dashboard, minutes]) =>
        series(name, severity, { system, service: serviceOn(dashboardUid(dashboard)) }, minutes),
      ),
      ...series("NotificationStateNotSaved", "warning", { system: stackSystem, service: "alertmanager" }, 17),
      ...series(heartbeatAlert, "info", { system: stackSystem, service: "prometheus" }, 60),
    ];
  };

const stackUid = dashboardUid("stack");

/**
 * A scene with realistic names. The dashboard of the stack shows the stack's programs. Each other dashboard shows the service of `system`
 * that `serviceOn` returns for the dashboard's uid.
 */
function scene(environment: string, system: string, serviceOn: (uid: string) => string): Scene {
  return {
    environment,
    detailed: true,
    subject: (uid) =>
      uid === stackUid
        ? {
            values: { environment },
            names: (label, metric) => (label === "service" ? programsOf(metric) : label === "system" ? [stackSystem] : names[label]),
          }
        : { values: { environment, system, service: serviceOn(uid), owner: "integrations" }, names: named },
    more: alertSeries(environment, system, serviceOn),
  };
}

const services: Readonly<Record<string, string>> = { queues: "worker", postgres: "postgres", redis: "redis" };
const byUid = new Map(Object.entries(services).map(([id, service]) => [dashboardUid(id), service]));

/** A system of the catalogue that has all kinds of services. */
const reference = { system: "tenant-ai", serviceOn: (uid: string): string => byUid.get(uid) ?? "api" };

/** The scene for pictures of an environment. */
export const sceneOf = (environment: string): Scene =>
  environment.startsWith("local") ? scene(environment, "demo", demoServiceOn) : scene(environment, reference.system, reference.serviceOn);
