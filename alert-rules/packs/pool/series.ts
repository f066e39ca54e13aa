import { poolMetrics } from "../../../exporters/instrumentation/pool";
import { seriesWith, serviceKey, type Recording } from "../../model";
import { is, labels, metric, minutes, promql, select, type LabelNames, type Promql } from "../../promql";

const extra = ["pool"];
const series = seriesWith(...extra);

/** Each process has its own pool, so the series has the value of the fullest replica. */
export const poolUsedRatio = series("pool:connections_used:ratio", "ratio", "Share of a pool's connections in use, in the fullest replica");
export const poolPending = series(
  "pool:pending_requests:max",
  "count",
  "Largest number of callers in one replica that wait for a connection",
);
export const poolTimeouts = series(
  "pool:timeouts:increase5m",
  "count",
  "Number of callers in the last 5 minutes that gave up waiting for a connection",
);

const poolKey = [...serviceKey, ...extra];

/** A sample stays valid for this long if scrapes fail. An application with an exhausted pool responds late, and a gap would reset `for`. */
const bridge = minutes(1);
const window = minutes(5);

const raw = poolMetrics.pool;
const perReplica = labels(...serviceKey, "instance", raw);

/** Takes the maximum by these labels, and renames the raw label with the name of the pool to `pool`. */
const maxBy = (by: LabelNames, inner: Promql): Promql =>
  promql`max by (${by}) (label_replace(${inner}, "pool", "$1", "${metric(raw)}", "(.*)"))`;
const byPool = (inner: Promql): Promql => maxBy(labels(...poolKey), inner);

/** A gauge that keeps its last sample for a minute if scrapes fail. */
function gauge(name: string, match: Parameters<typeof select>[1] = {}): Promql {
  const of = select(metric(name), match);
  return promql`(${of} or last_over_time(${of}[${bridge}]))`;
}

/** Recorded series: total number of callers that gave up waiting, by replica. */
const timeoutsTotal = metric("pool:timeouts:total");
const up = metric("up");
const target = labels(...serviceKey, "job", "instance");
const byReplica = labels(...poolKey, "job", "instance");
const ofReplica = (inner: Promql): Promql => maxBy(byReplica, inner);

/**
 * Increase of the recorded counters over 5 minutes. `increase` does not count a new counter's first value. The rule adds this value if the
 * target was already scraped without the counter, because the counter then started at 0. The first value is not added if the counter
 * appeared together with its target, or was pushed, because the value may then be an old total.
 */
const grown = promql`
  (
      (${timeoutsTotal} unless last_over_time(${timeoutsTotal}[${window}] offset ${window}))
    and on (${byReplica})
      ${ofReplica(promql`count_over_time(${metric(poolMetrics.timeouts)}[${window}])`)} < on (${target}) group_left () sum by (${target}) (sum_over_time(${up}[${window}]))
  )
    or
  increase(${timeoutsTotal}[${window}])`;

/** Recording rules for applications' connection pools. Scraped and pushed metrics have the same names. */
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
