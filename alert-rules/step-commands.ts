import type { AdminCommand, FirstCommand } from "./first-command";

/** Commands that several alerts use. */

/** The log of the service. */
export const serviceLog = { logs: "service" } as const satisfies FirstCommand;
/** The lines of the service's log that contain `error` in upper or lower case. */
export const serviceErrors = { logs: "service", grep: "error" } as const satisfies FirstCommand;
/** The service's log before its last restart. */
export const previousLog = { logs: "service", previous: true } as const satisfies FirstCommand;
/** The containers or pods of the service. */
export const serviceReplicas = { replicas: "service" } as const satisfies FirstCommand;
/** The firing alerts of the service's system. */
export const firingInSystem = { query: 'ALERTS{alertstate="firing",$system}' } as const satisfies FirstCommand;
/** The free space on the volume of Prometheus. */
export const prometheusDisk = { disk: "prometheus" } as const satisfies FirstCommand;
/** The free space on the volumes of Prometheus, VictoriaLogs and Jaeger. */
export const localDisks = [prometheusDisk, { disk: "victoria-logs" }, { disk: "jaeger" }] as const satisfies readonly FirstCommand[];
/** The free space on the volumes of Prometheus, Loki, and Tempo or Jaeger. */
export const stackDisks = [
  prometheusDisk,
  { disk: "loki" },
  { disk: "tempo" },
  { disk: "jaeger" },
] as const satisfies readonly FirstCommand[];

/** The number and total size of the WAL files on the primary. */
export const walSize = {
  sql: "select count(*) as files, pg_size_pretty(sum(size)) as size from pg_ls_waldir()",
  on: "primary",
} as const satisfies FirstCommand;
/** Ends one session. */
export const terminate = { adminSql: "select pg_terminate_backend(<pid>)" } as const satisfies AdminCommand;
/** Cancels the statement of one session. */
export const cancel = { adminSql: "select pg_cancel_backend(<pid>)" } as const satisfies AdminCommand;
/** Drops the replication slot that the alert names. */
export const dropSlot = {
  adminSql: "select pg_drop_replication_slot($$<slot_name>$$)",
  on: "primary",
} as const satisfies AdminCommand;
/** Makes the exporter's role a member of `pg_monitor`, which is necessary on every version of PostgreSQL. */
export const grantMonitor = { adminSql: "grant pg_monitor to monitor" } as const satisfies AdminCommand;

/** Sets the memory limit of Redis until its next restart. */
export const setMaxmemory = { adminRedis: "config set maxmemory <bytes>" } as const satisfies AdminCommand;
/** Description of the value with which on-call replaces the placeholder in `setMaxmemory`. */
export const maxmemoryValue = { bytes: "the limit, for example `4gb`" };
/** Finds the biggest key of each type. */
export const bigKeys = { adminRedis: "--bigkeys" } as const satisfies AdminCommand;
