/**
 * Names of an application's quota metrics. Both are gauges read from the stored usage (a counter would reset at each restart), with one
 * series per tenant and quota; every replica reports the same values.
 */
export const quotaMetrics = {
  used: "tenant_quota_used",
  /** 0 means unlimited. */
  limit: "tenant_quota_limit",
  tenant: "tenant",
  quota: "quota",
} as const;
