import { quotaMetrics } from "../../../exporters/instrumentation/quota";
import { serviceKey, type Recording, type Series } from "../../model";
import { labels, metric, minutes, promql, type Duration } from "../../promql";

const extra = [quotaMetrics.tenant, quotaMetrics.quota];

export const quotaUsedRatio: Series = {
  name: metric("tenant:quota_used:ratio"),
  extra,
  dimension: "ratio",
  help: "Share of a quota that a tenant has used; missing for tenants without a limit",
};
/** Counts tenants with and without a limit. Missing if the service does not report the quota. */
export const quotaTenants: Series = {
  name: metric("service:quota_tenants:count"),
  extra: [quotaMetrics.quota],
  dimension: "count",
  help: "Tenants with known usage of a quota",
};

/** A sample stays valid for this long if scrapes fail. */
const bridge = minutes(1);
/**
 * How long a tenant's last known usage counts while the service does not report it. The alert therefore keeps firing during a shorter
 * outage, and the tenant is not notified a second time.
 */
export const remembered = minutes(60);

/** Recording rules for quota usage. Every replica reports all tenants. The ratio uses the maxima, because a replica may have old values. */
export function quotaRecordings(): Recording[] {
  const by = labels(...serviceKey, ...extra);
  const over = (name: string, window: Duration) => promql`max by (${by}) (last_over_time(${metric(name)}[${window}]))`;
  const known = (name: string) => promql`(${over(name, bridge)} or ${over(name, remembered)})`;
  return [
    { record: quotaUsedRatio.name, expr: promql`${known(quotaMetrics.used)} / (${known(quotaMetrics.limit)} > 0)` },
    {
      record: quotaTenants.name,
      expr: promql`
        count by (${labels(...serviceKey, quotaMetrics.quota)}) (
          group by (${by}) (present_over_time(${metric(quotaMetrics.used)}[${bridge}]))
        )`,
    },
  ];
}
