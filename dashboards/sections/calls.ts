import { callDurationBuckets, callsFailedTotal, callsTotal } from "../../alert-rules/packs/traces/series-detail";
import { is, labels, minutes, promql, select, type LabelNames, type MetricName, type Promql } from "../../alert-rules/promql";
import { query } from "../lines";
import type { TablePanel } from "../model";

const window = minutes(5);
const edge = labels("client", "server");

/** Rates of the calls from and to a service. */
function rates(series: MetricName, by: LabelNames): Promql {
  const side = (label: "client" | "server"): Promql =>
    promql`sum by (${by}) (rate(${select(series, { [label]: is("$service"), environment: is("$environment") })}[${window}]))`;
  return promql`${side("client")} or ${side("server")}`;
}

const calls = rates(callsTotal, edge);

/** Table of a service's callers and callees, from traces. */
export const callsTable: TablePanel = {
  type: "table",
  id: "http/calls:152",
  title: "Calls between services",
  description:
    "Rate, failures and latency of the calls from and to this service over 5 minutes, from traces. Services with the same name in other systems are included.",
  empty: "No trace in this period contains a call from or to this service.",
  unit: "none",
  width: 24,
  height: 6,
  queries: [
    query(calls, "Calls"),
    query(promql`(${rates(callsFailedTotal, edge)}) / (${calls})`, "Failed"),
    query(promql`histogram_quantile(0.95, ${rates(callDurationBuckets, labels("client", "server", "le"))})`, "p95"),
  ],
  columns: [
    { from: "client", title: "From" },
    { from: "server", title: "To" },
    { from: 0, title: "Calls", unit: "reqps" },
    { from: 1, title: "Failed", unit: "percentunit" },
    { from: 2, title: "p95", unit: "s" },
  ],
  sortBy: { title: "Calls", desc: true },
};
