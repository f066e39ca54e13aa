import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { exporterWorkload, monitorPasswordSecret, serviceHost } from "../../../exporters/model/naming";
import type { RedisService, System } from "../../../exporters/model/schema";
import { arqScript } from "../../../exporters/programs/arq-script";
import { arqScriptFile, redisExporter, redisExporterFolder } from "../../../exporters/programs/redis-exporter";
import type { Workload } from "../workload";
import { workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface RedisExporterArgs extends Placement {
  readonly system: System;
  readonly service: RedisService;
  /** Whether the server must be reached by TLS. */
  readonly tls: boolean;
}

/** arq queues of a system that live in one Redis, sorted. */
export function arqQueuesOf(system: System, redis: string): string[] {
  const queues = system.services.flatMap((service) =>
    service.kind === "worker" && service.instrumentation.profile === "arq" && service.instrumentation.redis === redis ? service.queues : [],
  );
  return [...new Set(queues)].sort();
}

/** redis_exporter of one server, with the script that reads the arq queues there, if any. */
export function redisExporterWorkload({ system, service, tls, ...placement }: RedisExporterArgs): Workload {
  const queues = arqQueuesOf(system, service.name);
  const passwordSecret = monitorPasswordSecret(system.id, service.name);
  const program = redisExporter({ host: serviceHost(system.id, service), port: service.port, tls, passwordSecret, arq: queues.length > 0 });
  return workloadOf(program, placement, {
    name: exporterWorkload("redis-exporter", system.id, service.name),
    files: queues.length > 0 ? [{ folder: redisExporterFolder, files: { [arqScriptFile]: arqScript(queues) } }] : [],
    memoryMiB: placement.memoryMiB ?? 64,
  });
}

/** redis_exporter: one per Redis server. */
export class RedisExporter extends ProgramComponent {
  constructor(args: Placed<RedisExporterArgs>, options?: ComponentResourceOptions) {
    super("monitoring:exporters:RedisExporter", redisExporterWorkload(args), args.target, options);
  }
}
