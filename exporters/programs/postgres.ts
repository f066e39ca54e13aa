import { monitorPasswordSecret, secretsFolder, serviceHost } from "../model/naming";
import type { PostgresService } from "../model/schema";
import type { Context } from "./context";
import { demoFolder, demoSecrets, demoSocketFolder } from "./demo";
import type { Instance, Program } from "./model";
import type { SecretContent } from "./secret-files";

const passwordFile = (name: string): string => `${secretsFolder}/${name}-password`;

/** Returns the instance of a primary or a standby. A standby gets only the replicator's password. */
function server({ system, files }: NonNullable<Context["demo"]>, service: PostgresService): Instance {
  const primary = service.replicaOf;
  const secrets: Record<string, SecretContent> = { "replicator-password": { secret: demoSecrets.postgresReplicator } };
  const env: Record<string, string> = {
    PGDATA: "/var/lib/postgresql/demo/data",
    REPLICATOR_PASSWORD_FILE: passwordFile("replicator"),
    DEMO_RUN_DIR: demoSocketFolder,
  };
  if (primary === undefined) {
    Object.assign(env, { APP_PASSWORD_FILE: passwordFile("app"), MONITOR_PASSWORD_FILE: passwordFile("monitor") });
    secrets["app-password"] = { secret: demoSecrets.postgresApp };
    secrets["monitor-password"] = { secret: monitorPasswordSecret(system.id, service.name) };
  } else {
    env["PRIMARY_HOST"] = serviceHost(system.id, { name: primary });
  }
  return {
    name: service.name,
    args: ["sh", `${demoFolder}/postgres-entry.sh`, service.role],
    env,
    files: [{ folder: demoFolder, files: files.postgres }],
    secretFiles: secrets,
    ports: { postgres: service.port },
    calls: primary === undefined ? [] : [{ host: serviceHost(system.id, { name: primary }), port: service.port }],
    aliases: [serviceHost(system.id, service)],
    health: { exec: ["pg_isready", "-q", "-h", demoSocketFolder, "-p", String(service.port)] },
  };
}

/** The demo's PostgreSQL 18. */
export const postgres = {
  name: "postgres",
  component: "monitoring:demo:PostgresServer",
  version: "18",
  image: { repository: "postgres", tag: "18-trixie", probe: "bash" },
  ports: {},
  user: "999:999",
  data: { path: "/var/lib/postgresql", storage: "1Gi" },
  memoryMiB: 256,
  demo: true,
  contracts: { none: "monitored through postgres_exporter" },
  instances: ({ demo }) =>
    demo === undefined ? [] : demo.system.services.flatMap((service) => (service.kind === "postgres" ? [server(demo, service)] : [])),
} as const satisfies Program;
