import type { Service } from "../names";
import type { Series } from "./notation";
import { seriesOf, upOf, type Target } from "./targets";
import { counter, gauge, type Timeline } from "./timeline";

/** What blackbox_exporter finds. A refused scrape is an exporter that is away. */
export interface Check {
  readonly good: boolean;
  /** Seconds that the check took; default 0.05. */
  readonly seconds?: number;
  /** Days until the certificate ends, at the begin of the trace; none without TLS. */
  readonly certificateDays?: number;
}

/** One probed address. */
export function probe(service: Service, name: string, address: string, timeline: Timeline<Check>, every: number): readonly Series[] {
  const target: Target = { service, job: "probe", instance: address, more: { probe: name } };
  const shown = (metric: string, of: (check: Check) => number | undefined): Series => seriesOf(target, metric, gauge(timeline, every, of));
  return [
    upOf(target, timeline, every),
    shown("probe_success", ({ good }) => (good ? 1 : 0)),
    shown("probe_duration_seconds", ({ seconds = 0.05 }) => seconds),
    shown("probe_http_status_code", ({ good }) => (good ? 200 : 0)),
    ...(timeline.some(({ load }) => load.certificateDays !== undefined)
      ? [
          shown("probe_ssl_earliest_cert_expiry", ({ certificateDays }) =>
            certificateDays === undefined ? undefined : certificateDays * 86_400,
          ),
        ]
      : []),
  ];
}

/** What one connection pool of one instance does. */
export interface PoolLoad {
  readonly used: number;
  readonly pending?: number;
  /** Callers that gave up, a second. */
  readonly timeouts?: number;
}

/** One pool of at most `max` connections. */
export function pool(target: Target, name: string, max: number, timeline: Timeline<PoolLoad>, every: number): readonly Series[] {
  const of = { db_client_connection_pool_name: name };
  const used = { ...of, db_client_connection_state: "used" };
  return [
    seriesOf(
      target,
      "db_client_connection_count",
      gauge(timeline, every, (load) => load.used),
      used,
    ),
    seriesOf(
      target,
      "db_client_connection_max",
      gauge(timeline, every, () => max),
      of,
    ),
    seriesOf(
      target,
      "db_client_connection_pending_requests",
      gauge(timeline, every, ({ pending = 0 }) => pending),
      of,
    ),
    seriesOf(
      target,
      "db_client_connection_timeouts_total",
      counter(timeline, every, ({ timeouts = 0 }) => timeouts, { birth: "at-zero" }),
      of,
    ),
  ];
}

/** What one tenant uses of one quota; a quota of 0 is unlimited. */
export interface QuotaUse {
  readonly used: number;
  readonly quota: number;
}

/** A tenant's two gauges. */
export const quota = (target: Target, tenant: string, name: string, timeline: Timeline<QuotaUse>, every: number): readonly Series[] => [
  seriesOf(
    target,
    "tenant_quota_used",
    gauge(timeline, every, ({ used }) => used),
    { tenant, quota: name },
  ),
  seriesOf(
    target,
    "tenant_quota_limit",
    gauge(timeline, every, (load) => load.quota),
    { tenant, quota: name },
  ),
];

/** A service that pushes by OTLP: no `up`, and no marker when it ends. */
export const pushed = (service: Service, instance: string): Target => ({
  service,
  job: `${service.system}/${service.service}`,
  instance,
  more: { instrumentation: "opentelemetry" },
});

/** What a pushing service says about itself; there from its first push on. */
export const targetInfo = (target: Target, timeline: Timeline<unknown>, every: number): Series =>
  seriesOf(
    target,
    "target_info",
    gauge(timeline, every, () => 1),
  );
