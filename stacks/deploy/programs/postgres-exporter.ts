import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { exporterWorkload, monitorPasswordSecret, serviceHost } from "../../../exporters/model/naming";
import type { PostgresService } from "../../../exporters/model/schema";
import { postgresExporter } from "../../../exporters/programs/postgres-exporter";
import type { Workload } from "../workload";
import { workloadOf, type Placement } from "./placement";
import { ProgramComponent, type Placed } from "./program";

export interface PostgresExporterArgs extends Placement {
  /** Id of the system the server belongs to. */
  readonly system: string;
  readonly service: PostgresService;
  /** Whether the server must be reached by TLS. */
  readonly tls: boolean;
}

/** A standby has its primary's roles, and so its passwords. */
export const monitorSecretOf = (system: string, service: PostgresService): string =>
  monitorPasswordSecret(system, service.replicaOf ?? service.name);

/** postgres_exporter of one server. */
export function postgresExporterWorkload({ system, service, tls, ...placement }: PostgresExporterArgs): Workload {
  const { port, database } = service;
  const program = postgresExporter({
    host: serviceHost(system, service),
    port,
    database,
    tls,
    passwordSecret: monitorSecretOf(system, service),
  });
  return workloadOf(program, placement, {
    name: exporterWorkload("postgres-exporter", system, service.name),
    memoryMiB: placement.memoryMiB ?? 64,
  });
}

/** postgres_exporter: one per database server. */
export class PostgresExporter extends ProgramComponent {
  constructor(args: Placed<PostgresExporterArgs>, options?: ComponentResourceOptions) {
    super("monitoring:exporters:PostgresExporter", postgresExporterWorkload(args), args.target, options);
  }
}
