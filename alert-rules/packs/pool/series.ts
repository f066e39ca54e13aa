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

/** Labels by which two series are about the same pool. */
export const poolKey = [...serviceKey, ...extra];

/** Failed scrapes that a gauge survives. An exhausted application answers its scrape late, and one gap would make `for` begin again. */
const bridge = minutes(1);
const window = minutes(5);

const raw = poolMetrics.pool;
const perReplica = labels(...serviceKey, "instance", raw);

/** The raw pool label renamed to `pool`, over all replicas. */
const byPool = (how: Promql, inner: Promql): Promql =>
  promql`${how} by (${labels(...serviceKey, ...extra)}) (label_replace(${inner}, "pool", "$1", "${metric(raw)}", "(.*)"))`;

const gauge = (name: string, match: Parameters<typeof select>[1] = {}) => promql`last_over_time(${select(metric(name), match)}[${bridge}])`;

/** A total that was not there when its target was already seen has grown from 0: `increase` alone would lose its first value. */
function grown(name: string): Promql {
  const total = metric(name);
  return promql`
    (
        (${total} unless ${total} offset ${window})
      and on (job, instance)
        up offset ${window} == 1
    )
      or
    increase(${total}[${window}])`;
}

/** Recordings of the pools applications keep; the raw names are the same however they arrive. */
export function poolRecordings(): Recording[] {
  const used = gauge(poolMetrics.connections, { [poolMetrics.state]: is(poolMetrics.used) });
  return [
    {
      record: poolUsedRatio.name,
      expr: byPool(promql`max`, promql`sum by (${perReplica}) (${used}) / (sum by (${perReplica}) (${gauge(poolMetrics.max)}) > 0)`),
    },
    { record: poolPending.name, expr: byPool(promql`max`, gauge(poolMetrics.pending)) },
    { record: poolTimeouts.name, expr: byPool(promql`sum`, grown(poolMetrics.timeouts)) },
  ];
}
