/**
 * Raw names by which an application reports what its tenants use. Both are gauges read from where the use is kept (a counter would
 * start over at each restart), with one series per tenant and quota; every replica reports the same numbers.
 */
export const quotaMetrics = {
  used: "tenant_quota_used",
  /** 0 means unlimited. */
  limit: "tenant_quota_limit",
  tenant: "tenant",
  quota: "quota",
} as const;
