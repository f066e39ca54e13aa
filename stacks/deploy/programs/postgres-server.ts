import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { monitorPasswordSecret, secretsFolder, serviceHost } from "../../../exporters/model/naming";
import type { PostgresService } from "../../../exporters/model/schema";
import type { SecretContent } from "../../../exporters/programs/model";
import { onKubernetes, type Workload } from "../workload";
import { demoSecrets } from "./demo-secrets";
import type { Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface PostgresServerArgs extends Placement {
  readonly system: string;
  readonly service: PostgresService;
  /** Start script, settings and SQL (`stacks/demo/files.ts`). */
  readonly files: Readonly<Record<string, string>>;
}

const folder = "/etc/demo";
const passwordFile = (name: string): string => `${secretsFolder}/${name}-password`;

/** A PostgreSQL server of the demo: a primary, or the standby that follows it. */
export function postgresServerWorkload({
  system,
  service,
  files,
  image,
  publish = {},
  memoryMiB = 256,
  storage = "1Gi",
}: PostgresServerArgs): Workload {
  const primary = service.replicaOf;
  const secrets: Record<string, SecretContent> = { "replicator-password": { secret: demoSecrets.postgresReplicator } };
  const env: Record<string, string> = { PGDATA: "/var/lib/postgresql/demo/data", REPLICATOR_PASSWORD_FILE: passwordFile("replicator") };
  if (primary === undefined) {
    Object.assign(env, { APP_PASSWORD_FILE: passwordFile("app"), MONITOR_PASSWORD_FILE: passwordFile("monitor") });
    secrets["app-password"] = { secret: demoSecrets.postgresApp };
    secrets["monitor-password"] = { secret: monitorPasswordSecret(system, service.name) };
  } else {
    env["PRIMARY_HOST"] = serviceHost(system, { name: primary });
  }
  return {
    name: service.name,
    image: image.reference,
    args: ["sh", `${folder}/postgres-entry.sh`, service.role],
    env,
    files: [{ folder, files }],
    secretFiles: secrets,
    ports: { postgres: service.port },
    calls: primary === undefined ? [] : [{ host: serviceHost(system, { name: primary }), port: service.port }],
    callers: {},
    aliases: [serviceHost(system, service)],
    volume: { path: "/var/lib/postgresql" },
    health: { exec: ["pg_isready", "-q", "-h", "/tmp", "-p", String(service.port)] },
    resources: { memoryMiB, processes: 512 },
    user: "999:999",
    docker: { probe: image.probe, publish },
    kubernetes: onKubernetes({ storage }),
  };
}

/** PostgreSQL of the demo. */
export class PostgresServer extends ProgramComponent {
  constructor(args: Placed<PostgresServerArgs>, options?: ComponentResourceOptions) {
    super("monitoring:demo:PostgresServer", postgresServerWorkload(args), args.target, options);
  }
}
