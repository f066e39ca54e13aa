import type { Database } from "./database";
import type { QuotaRow } from "./quota";

/** Maximum age of stored orders. Older orders are deleted. A tenant's quota usage is the number of the tenant's stored orders. */
const keepMinutes = 10;

export interface Order {
  readonly id: number;
  readonly tenant: string;
  readonly item: string;
  readonly quantity: number;
}

/** All SQL statements of the service. */
export class Store {
  constructor(private readonly db: Database) {}

  recent(tenant: string): Promise<Order[]> {
    const sql = "SELECT id::int, tenant, item, quantity FROM orders WHERE tenant = $1 ORDER BY id DESC LIMIT 20";
    return this.db.query<Order>("SELECT orders", sql, [tenant]);
  }

  /** Inserts an order and calls `then` with its ID. Commits only if `then` succeeds. */
  create(order: Omit<Order, "id">, then: (id: number) => Promise<void>): Promise<number> {
    return this.db.transaction(async (run) => {
      const sql = "INSERT INTO orders (tenant, item, quantity) VALUES ($1, $2, $3) RETURNING id::int";
      const rows = await run<{ id: number }>("INSERT orders", sql, [order.tenant, order.item, order.quantity]);
      const id = rows[0]?.id;
      if (id === undefined) throw new Error("the insert returned no id");
      await then(id);
      return id;
    });
  }

  /** Runs a query that takes tens of milliseconds, whatever the size of the table. */
  report(id: number): Promise<{ tenant: string; orders: number; checksum: string }[]> {
    const sql = `
      SELECT o.tenant, count(DISTINCT o.id)::int AS orders, max(md5(o.item || n::text)) AS checksum
      FROM (SELECT * FROM orders ORDER BY id DESC LIMIT 300) o CROSS JOIN generate_series($1::int, $1::int + 60) n
      GROUP BY o.tenant ORDER BY o.tenant`;
    return this.db.query("SELECT report", sql, [id]);
  }

  quotas(): Promise<QuotaRow[]> {
    const sql = `
      SELECT q.tenant, q.quota, q.quota_limit::int, coalesce(q.used_override, (SELECT count(*) FROM orders o WHERE o.tenant = q.tenant))::int AS used
      FROM tenant_quotas q ORDER BY q.tenant, q.quota`;
    return this.db.query<QuotaRow>("SELECT tenant_quotas", sql);
  }

  /** Sets a tenant's usage to a percentage of its limit. If `percent` is null, the actual usage applies again. */
  async overrideQuota(tenant: string, percent: number | null): Promise<void> {
    const sql = "UPDATE tenant_quotas SET used_override = ceil(quota_limit * $2::numeric / 100) WHERE tenant = $1 AND quota = 'orders'";
    await this.db.query("UPDATE tenant_quotas", sql, [tenant, percent]);
  }

  async prune(): Promise<void> {
    await this.db.query("DELETE orders", `DELETE FROM orders WHERE created_at < now() - interval '${keepMinutes} minutes'`);
  }

  async ping(): Promise<void> {
    await this.db.query("SELECT 1", "SELECT 1");
  }
}
