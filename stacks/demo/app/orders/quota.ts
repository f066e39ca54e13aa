import { Gauge } from "prom-client";
import type { Metrics } from "../metrics";

/** One tenant's usage of one quota, as read from PostgreSQL. A limit of 0 means unlimited. */
export interface QuotaRow {
  readonly tenant: string;
  readonly quota: string;
  readonly used: number;
  readonly quota_limit: number;
}

/** Maximum age of readings in milliseconds. Older readings are not exposed, because they would look current. */
export const quotaMaxAgeMs = 120_000;

/** The latest readings of all quotas, and the gauges that expose them. */
export class Quotas {
  private rows: readonly QuotaRow[] = [];
  private readAt = 0;

  constructor(
    registry: Metrics,
    private readonly now: () => number = Date.now,
  ) {
    const shared = { labelNames: ["tenant", "quota"] as const, registers: [registry] };
    const show = (gauge: Gauge<"tenant" | "quota">, value: (row: QuotaRow) => number): void => {
      gauge.reset();
      if (this.now() - this.readAt > quotaMaxAgeMs) return;
      for (const row of this.rows) gauge.set({ tenant: row.tenant, quota: row.quota }, value(row));
    };
    new Gauge({
      name: "tenant_quota_used",
      help: "What a tenant uses of a quota",
      ...shared,
      collect() {
        show(this, (row) => row.used);
      },
    });
    new Gauge({
      name: "tenant_quota_limit",
      help: "What a tenant may use of a quota, 0 for no limit",
      ...shared,
      collect() {
        show(this, (row) => row.quota_limit);
      },
    });
  }

  update(rows: readonly QuotaRow[]): void {
    this.rows = rows;
    this.readAt = this.now();
  }

  isTenant(tenant: string): boolean {
    return this.rows.some((row) => row.tenant === tenant);
  }

  /** Whether the tenant has used up the quota. */
  isExceeded(tenant: string, quota: string): boolean {
    return this.rows.some((row) => row.tenant === tenant && row.quota === quota && row.quota_limit > 0 && row.used >= row.quota_limit);
  }
}
