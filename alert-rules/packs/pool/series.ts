import { poolMetrics } from "../../../exporters/instrumentation/pool";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, metric, minutes, promql, select, type LabelNames, type Promql } from "../../promql";

const extra = ["pool"];
const series = seriesWith(...extra);

/** Per pool, the fullest replica: each process has its own pool. */
export const poolUsedRatio = series("pool:connections_used:ratio", "ratio", "Share of a pool's connections in use, in the fullest replica");
export const poolPending = series("pool:pending_requests:max", "count", "Callers waiting for a connection, in the replica with the most");
export const poolTimeouts = series("pool:timeouts:increase5m", "count", "Callers that gave up waiting for a connection over 5 minutes");

/** Labels that identify one pool. */
const poolKey = [...serviceKey, ...extra];

/** A sample stays valid for this long when scrapes fail. An exhausted application responds late, and one gap would reset `for`. */
const bridge = minutes(1);
const window = minutes(5);

const raw = poolMetrics.pool;
const perReplica = labels(...serviceKey, "instance", raw);

/** The maximum by these labels, with the raw pool label renamed to `pool`. */
const maxBy = (by: LabelNames, inner: Promql): Promql =>
  promql`max by (${by}) (label_replace(${inner}, "pool", "$1", "${metric(raw)}", "(.*)"))`;
/** The highest over all replicas. */
const byPool = (inner: Promql): Promql => maxBy(labels(...poolKey), inner);

/** A gauge that bridges failed scrapes. Between scrapes that are far apart, and for pushes, which have no staleness marker, it is the last sample. */
function gauge(name: string, match: Parameters<typeof select>[1] = {}): Promql {
  const of = select(metric(name), match);
  return promql`(${of} or last_over_time(${of}[${bridge}]))`;
}

/** Each replica's counter as the program exposes it. */
const timeoutsTotal = metric("pool:timeouts:total");
const up = metric("up");
const target = labels("job", "instance");
const byReplica = labels(...poolKey, "job", "instance");
const ofReplica = (inner: Promql): Promql => maxBy(byReplica, inner);

/**
 * Increase of the recorded counters. A counter that appears on a target that answered scrapes without it has grown from 0; `increase` alone
 * would lose its first value. One that appears together with its target may hold weeks of counts. A service that pushes has no target, so
 * its counters count from their first sample.
 */
const grown = promql`
  (
      (${timeoutsTotal} unless last_over_time(${timeoutsTotal}[${window}] offset ${window}))
    and on (${byReplica})
      ${ofReplica(promql`count_over_time(${metric(poolMetrics.timeouts)}[${window}])`)} < on (${target}) group_left () sum by (${target}) (sum_over_time(${up}[${window}]))
  )
    or
  increase(${timeoutsTotal}[${window}])`;

/** Recording rules for application pools; raw names are the same whether scraped or pushed. */
export function poolRecordings(): Recording[] {
  const used = gauge(poolMetrics.connections, { [poolMetrics.state]: is(poolMetrics.used) });
  return [
    {
      record: poolUsedRatio.name,
      expr: byPool(promql`sum by (${perReplica}) (${used}) / (sum by (${perReplica}) (${gauge(poolMetrics.max)}) > 0)`),
    },
    { record: poolPending.name, expr: byPool(gauge(poolMetrics.pending)) },
    { record: timeoutsTotal, expr: ofReplica(promql`${metric(poolMetrics.timeouts)}`) },
    { record: poolTimeouts.name, expr: promql`sum by (${labels(...poolKey)}) (${grown})` },
  ];
}
