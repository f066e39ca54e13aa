/**
 * Names of an application's quota metrics: gauges with one series per tenant and quota. The application reads the values from the stored
 * usage, because a counter would reset at each restart. Every replica reports the same values.
 */
export const quotaMetrics = {
  used: "tenant_quota_used",
  /** 0 means unlimited. */
  limit: "tenant_quota_limit",
  tenant: "tenant",
  quota: "quota",
} as const;
