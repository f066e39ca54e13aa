import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { monitorPasswordSecret, secretsFolder, serviceHost } from "../../../exporters/model/naming";
import type { RedisService } from "../../../exporters/model/schema";
import { onKubernetes, type Workload } from "../workload";
import { demoSecrets } from "./demo-secrets";
import type { Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface RedisServerArgs extends Placement {
  readonly system: string;
  readonly service: RedisService;
  /** Start script, settings and users (`stacks/demo/files.ts`). */
  readonly files: Readonly<Record<string, string>>;
}

const folder = "/etc/demo";

/** The Redis of the demo. */
export function redisServerWorkload({ system, service, files, image, publish = {}, memoryMiB = 128 }: RedisServerArgs): Workload {
  return {
    name: service.name,
    image: image.reference,
    args: ["sh", `${folder}/redis-entry.sh`],
    env: { APP_PASSWORD_FILE: `${secretsFolder}/app-password`, MONITOR_PASSWORD_FILE: `${secretsFolder}/monitor-password` },
    files: [{ folder, files }],
    secretFiles: {
      "app-password": { secret: demoSecrets.redisApp },
      "monitor-password": { secret: monitorPasswordSecret(system, service.name) },
    },
    ports: { redis: service.port },
    calls: [],
    callers: {},
    aliases: [serviceHost(system, service)],
    health: { exec: ["redis-cli", "-p", String(service.port), "PING"] },
    resources: { memoryMiB, processes: 512 },
    user: "999:999",
    docker: { probe: image.probe, publish },
    kubernetes: onKubernetes(),
  };
}

/** Redis of the demo. */
export class RedisServer extends ProgramComponent {
  constructor(args: Placed<RedisServerArgs>, options?: ComponentResourceOptions) {
    super("monitoring:demo:RedisServer", redisServerWorkload(args), args.target, options);
  }
}
