import type { DashboardId } from "./panel-numbers";

/** Title of each dashboard, in display order. */
export const titles = {
  overview: "Overview",
  http: "HTTP services",
  queues: "Queues and workers",
  runs: "Runs of work",
  loops: "Loops",
  streams: "Streams",
  dependencies: "Dependencies",
  ai: "AI layer",
  logs: "Logs",
  postgres: "PostgreSQL",
  redis: "Redis",
  tenants: "Tenants",
  hosts: "Infrastructure health",
  cost: "Telemetry cost",
  stack: "Monitoring stack",
} as const satisfies Readonly<Record<DashboardId, string>>;
