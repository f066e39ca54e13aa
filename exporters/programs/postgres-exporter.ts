import { exporterWorkload, monitorPasswordSecret, secretsFolder, serviceHost } from "../model/naming";
import type { PostgresService } from "../model/schema";
import { reachedByTls } from "./context";
import { nobody, type Instance, type Program } from "./model";

export interface PostgresExporterOptions {
  /** Host name of the server in the stack's network. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Whether the connection uses TLS. */
  readonly tls: boolean;
  /**
   * Key of the secret with the password of the role `monitor`. The role is a member of `pg_monitor`, and from PostgreSQL 16 also of
   * `pg_use_reserved_connections`.
   */
  readonly passwordSecret: string;
}

/** Name of the PostgreSQL role and the Redis user with which exporters log in. */
export const monitorUser = "monitor";

/** Collectors that rules or panels need and that are off by default. */
export const switchedOn = [
  "database_wraparound",
  "long_running_transactions",
  "postmaster",
  "process_idle",
  "stat_activity_autovacuum",
  "stat_checkpointer",
  "stat_statements",
  "stat_wal_receiver",
] as const;

const version = "0.19.1";

/** Returns the settings of one server's exporter. The password is in a file, so neither arguments nor environment variables contain it. */
export const postgresExporterRun = ({ host, port, database, tls, passwordSecret }: PostgresExporterOptions) =>
  ({
    args: ["--web.listen-address=:9187", ...switchedOn.map((name) => `--collector.${name}`)],
    calls: [{ host, port }],
    env: {
      DATA_SOURCE_PASS_FILE: `${secretsFolder}/postgres-password`,
      DATA_SOURCE_URI: `${host}:${port}/${database}?sslmode=${tls ? "require" : "disable"}&connect_timeout=5&application_name=postgres_exporter`,
      DATA_SOURCE_USER: monitorUser,
    },
    secretFiles: { "postgres-password": { secret: passwordSecret } },
  }) satisfies Instance;

/**
 * Returns the key of the secret with the password of `monitor`. A standby uses its primary's key, because both servers have the same roles
 * and passwords.
 */
export const postgresMonitorSecret = (system: string, service: PostgresService): string =>
  monitorPasswordSecret(system, service.replicaOf ?? service.name);

/** postgres_exporter 0.19.1: one instance for each service of kind `postgres`. */
export const postgresExporter = {
  name: "postgres-exporter",
  component: "monitoring:exporters:PostgresExporter",
  version,
  image: { repository: "quay.io/prometheuscommunity/postgres-exporter", tag: `v${version}`, probe: "wget" },
  ports: { http: { number: 9187 } },
  health: { port: "http", path: "/" },
  user: nobody,
  memoryMiB: 64,
  contracts: ["postgres-exporter"],
  instances: (context) =>
    context.view.systems.flatMap((system) =>
      system.services.flatMap((service) => {
        if (service.kind !== "postgres") return [];
        const { port, database } = service;
        const options = { host: serviceHost(system.id, service), port, database, tls: reachedByTls(context, system.id) };
        return [
          {
            name: exporterWorkload("postgres-exporter", system.id, service.name),
            ...postgresExporterRun({ ...options, passwordSecret: postgresMonitorSecret(system.id, service) }),
          },
        ];
      }),
    ),
} as const satisfies Program;
