import type { DashboardId } from "./panel-numbers";

/** What each dashboard is called; also the order in which people are shown them. */
export const titles = {
  overview: "Overview",
  http: "HTTP services",
  queues: "Queues and workers",
  postgres: "PostgreSQL",
  redis: "Redis",
  tenants: "Tenants",
  stack: "Monitoring itself",
} as const satisfies Readonly<Record<DashboardId, string>>;
