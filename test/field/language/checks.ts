import type { Service } from "../names";
import type { Series } from "./notation";
import { seriesOf, upOf, type Target } from "./targets";
import { counter, gauge, type Timeline } from "./timeline";

/** Result of a blackbox_exporter check. If the exporter is down, use a refused scrape instead. */
export interface Check {
  readonly good: boolean;
  /** Duration of the check in seconds. Default: 0.05. */
  readonly seconds?: number;
  /** Days until the certificate expires, counted from the start of the trace. Undefined without TLS. */
  readonly certificateDays?: number;
}

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
          shown("probe_ssl_last_chain_expiry_timestamp_seconds", ({ certificateDays }) =>
            certificateDays === undefined ? undefined : certificateDays * 86_400,
          ),
        ]
      : []),
  ];
}

export interface PoolLoad {
  readonly used: number;
  readonly pending?: number;
  /** Number of callers per second that time out. */
  readonly timeouts?: number;
}

/** Returns the series of a pool with at most `max` connections. */
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

/** A tenant's usage of a quota. A quota of 0 is unlimited. */
export interface QuotaUse {
  readonly used: number;
  readonly quota: number;
}

/** Returns the gauges of a tenant's usage and quota. */
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

/** Returns the target of a service that pushes over OTLP. Such a target has no `up`, and its series end without a staleness marker. */
export const pushed = (service: Service, instance: string): Target => ({
  service,
  job: `${service.system}/${service.service}`,
  instance,
  more: { instrumentation: "opentelemetry" },
});

/** Returns the `target_info` of a pushing service. This series exists from the first push on. */
export const targetInfo = (target: Target, timeline: Timeline<unknown>, every: number): Series =>
  seriesOf(
    target,
    "target_info",
    gauge(timeline, every, () => 1),
  );
