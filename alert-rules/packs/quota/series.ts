import { quotaMetrics } from "../../../exporters/instrumentation/quota";
import { serviceKey, type Recording, type Series } from "../../model";
import { labels, metric, minutes, promql } from "../../promql";

const extra = [quotaMetrics.tenant, quotaMetrics.quota];

/** A tenant without limit has none. */
export const quotaUsedRatio: Series = {
  name: metric("tenant:quota_used:ratio"),
  extra,
  dimension: "ratio",
  help: "Share of a quota that a tenant has used; tenants without limit have none",
};
/** With and without limit; missing when the service tells nothing of the quota. */
export const quotaTenants: Series = {
  name: metric("service:quota_tenants:count"),
  extra: [quotaMetrics.quota],
  dimension: "count",
  help: "Tenants whose use of a quota is known",
};

/** Failed scrapes that a reading survives. */
const bridge = minutes(1);

/** Recordings of what tenants use. Every replica reports the same numbers, so replicas are combined by maximum. */
export function quotaRecordings(): Recording[] {
  const by = labels(...serviceKey, ...extra);
  const latest = (name: string) => promql`max by (${by}) (last_over_time(${metric(name)}[${bridge}]))`;
  return [
    { record: quotaUsedRatio.name, expr: promql`${latest(quotaMetrics.used)} / (${latest(quotaMetrics.limit)} > 0)` },
    {
      record: quotaTenants.name,
      expr: promql`count by (${labels(...serviceKey, quotaMetrics.quota)}) (${latest(quotaMetrics.used)})`,
    },
  ];
}
