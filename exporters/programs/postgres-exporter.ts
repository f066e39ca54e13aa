import { secretsFolder } from "../model/naming";
import { nobody, type Program } from "./model";

export interface PostgresExporterOptions {
  /** The server, as seen from inside the stack's network. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Whether the server must be reached by TLS. */
  readonly tls: boolean;
  /** Key of the password of the role `monitor` (member of `pg_monitor`, and of `pg_use_reserved_connections` from PostgreSQL 16). */
  readonly passwordSecret: string;
}

/** Role and user every watcher logs in as. */
export const monitorUser = "monitor";

/** Collectors that are off by default and feed a rule or panel. */
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

/** postgres_exporter 0.19.1, one per server. The password stands in a file, so neither arguments nor environment carry it. */
export const postgresExporter = ({ host, port, database, tls, passwordSecret }: PostgresExporterOptions): Program => ({
  ports: { http: 9187 },
  args: ["--web.listen-address=:9187", ...switchedOn.map((name) => `--collector.${name}`)],
  calls: [{ host, port }],
  env: {
    DATA_SOURCE_PASS_FILE: `${secretsFolder}/postgres-password`,
    DATA_SOURCE_URI: `${host}:${port}/${database}?sslmode=${tls ? "require" : "disable"}&connect_timeout=5&application_name=postgres_exporter`,
    DATA_SOURCE_USER: monitorUser,
  },
  secretFiles: { "postgres-password": { secret: passwordSecret } },
  healthPath: "/",
  user: nobody,
});
