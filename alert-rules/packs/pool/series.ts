import { poolMetrics } from "../../../exporters/instrumentation/pool";
import { serviceKey, type Recording, type Series } from "../../model";
import { is, labels, metric, minutes, promql, select, type Promql } from "../../promql";

const extra = ["pool"];
const series = (name: string, dimension: Series["dimension"], help: string): Series => ({ name: metric(name), extra, dimension, help });

/** Of the fullest replica: each process has its own pool. */
export const poolUsedRatio = series("pool:connections_used:ratio", "ratio", "Share of a pool's connections in use, in the fullest replica");
export const poolPending = series(
  "pool:pending_requests:max",
  "count",
  "Callers that wait for a connection, in the replica where most wait",
);
export const poolTimeouts = series("pool:timeouts:increase5m", "count", "Callers that gave up waiting for a connection over 5 minutes");

/** Failed scrapes that a gauge survives. An exhausted application answers its scrape late, and one gap would make `for` begin again. */
const bridge = minutes(1);
const window = minutes(5);

const raw = poolMetrics.pool;
const perReplica = labels(...serviceKey, "instance", raw);

/** The raw pool label renamed to `pool`, over all replicas. */
const byPool = (how: Promql, inner: Promql): Promql =>
  promql`${how} by (${labels(...serviceKey, ...extra)}) (label_replace(${inner}, "pool", "$1", "${metric(raw)}", "(.*)"))`;

/** A reading that outlives failed scrapes. Between two scrapes that are far apart, and where nothing marks the end of a push, it is the last one. */
function gauge(name: string, match: Parameters<typeof select>[1] = {}): Promql {
  const of = select(metric(name), match);
  return promql`(${of} or last_over_time(${of}[${bridge}]))`;
}

/** A total of each replica as the program counts it. */
const timeoutsTotal = metric("pool:timeouts:total");
const up = metric("up");
const target = labels("job", "instance");

/**
 * Growth of the recorded totals. A total that was not there when its target was already seen has grown from 0: `increase` alone would
 * lose its first value. A service that pushes has no target; its totals count from where they were first seen.
 */
const grown = promql`
  (
      (${timeoutsTotal} unless last_over_time(${timeoutsTotal}[${window}] offset ${window}))
    and on (${target})
      max_over_time(${up}[${window}] offset ${window}) == 1
  )
    or
  increase(${timeoutsTotal}[${window}])`;

/** Recordings of the pools applications keep; the raw names are the same however they arrive. */
export function poolRecordings(): Recording[] {
  const used = gauge(poolMetrics.connections, { [poolMetrics.state]: is(poolMetrics.used) });
  return [
    {
      record: poolUsedRatio.name,
      expr: byPool(promql`max`, promql`sum by (${perReplica}) (${used}) / (sum by (${perReplica}) (${gauge(poolMetrics.max)}) > 0)`),
    },
    { record: poolPending.name, expr: byPool(promql`max`, gauge(poolMetrics.pending)) },
    {
      record: timeoutsTotal,
      expr: promql`max by (${labels(...serviceKey, ...extra, "job", "instance")}) (label_replace(${metric(poolMetrics.timeouts)}, "pool", "$1", "${metric(raw)}", "(.*)"))`,
    },
    { record: poolTimeouts.name, expr: promql`sum by (${labels(...serviceKey, ...extra)}) (${grown})` },
  ];
}
