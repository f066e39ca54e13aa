import type { View } from "../model/catalogue";
import { exporterWorkload, serviceHost } from "../model/naming";
import type { Service, System, WorkerService } from "../model/schema";
import { pushesMetrics } from "../instrumentation/pushes";
import { programs, scrapedAddress, watchedPrograms } from "../programs";

/** Labels of every scraped series. */
export type TargetLabels = Readonly<Record<"system" | "environment" | "service" | "owner", string>>;

/** One scrape target. */
export interface Target {
  /** Scrape job: the instrumentation profile or the exporter. */
  readonly job: string;
  /** `host:port` inside the stack's network. */
  readonly address: string;
  readonly labels: TargetLabels & Readonly<Record<string, string>>;
}

/** System of the stack's programs. */
export const stackSystem = "monitoring";
/** Job of the stack's programs. */
export const stackJob = "stack";

/** `sample_limit` per scrape, so that a faulty target cannot use up memory. */
export const sampleLimit = 20_000;

/** Address of a database server's exporter. */
const exporterAddress = (exporter: "postgres-exporter" | "redis-exporter", system: System, service: string): string =>
  `${exporterWorkload(exporter, system.id, service)}:${programs[exporter].ports.http.number}`;

const labelsOf = (view: View, system: System, service: Service): TargetLabels => ({
  system: system.id,
  environment: view.environment.id,
  service: service.name,
  owner: service.owner,
});

/**
 * arq workers expose no metrics: the exporter of their Redis reads the queue. It is scraped a second time with the worker's
 * labels, so that the queue's series and `up` belong to the worker and its owner.
 */
function arqTargets(view: View, system: System, service: WorkerService): Target[] {
  const { profile, redis } = service.instrumentation;
  if (redis === undefined) return [];
  return [
    {
      job: profile,
      address: exporterAddress("redis-exporter", system, redis),
      labels: { ...labelsOf(view, system, service), instrumentation: profile },
    },
  ];
}

function targetsOfService(view: View, system: System, service: Service): Target[] {
  const labels = labelsOf(view, system, service);
  switch (service.kind) {
    case "http":
    case "worker": {
      if (service.kind === "worker" && service.instrumentation.profile === "arq") return arqTargets(view, system, service);
      const { profile, port, host } = service.instrumentation;
      if (port === undefined) return [];
      return [
        {
          job: profile,
          address: `${serviceHost(system.id, { name: service.name, host })}:${port}`,
          labels: { ...labels, instrumentation: profile },
        },
      ];
    }
    case "postgres":
      return [
        {
          job: "postgres-exporter",
          address: exporterAddress("postgres-exporter", system, service.name),
          labels: { ...labels, role: service.role },
        },
      ];
    case "redis":
      return [
        {
          job: "redis-exporter",
          address: exporterAddress("redis-exporter", system, service.name),
          labels,
        },
      ];
    case "external":
      return [];
  }
}

/** All direct scrape targets of the catalogue's systems, sorted by system and service. */
export const systemTargets = (view: View): Target[] =>
  view.systems.flatMap((system) => system.services.flatMap((service) => targetsOfService(view, system, service)));

/** Targets of the stack's programs. */
export const stackTargets = (view: View): Target[] =>
  watchedPrograms(view, "metrics").map((program) => ({
    job: stackJob,
    address: scrapedAddress(program),
    labels: { system: stackSystem, environment: view.environment.id, service: program.name, owner: view.environment.platformOwner },
  }));

/** Job of the gateway's span metrics. */
export const derivedJob = "otelcol-derived";

/** `sample_limit` of the span metrics. One target has the spans of all services, so it is higher; `aggregation_cardinality_limit` limits each service. */
const derivedSampleLimit = 200_000;

/** `sample_limit` of a job. */
export const sampleLimitOf = (job: string): number => (job === derivedJob ? derivedSampleLimit : sampleLimit);

/** The gateway as a second target, for span metrics: their series are about the services that sent the spans. */
export const derivedTarget = (view: View): Target => {
  const { name, ports } = programs.otelcol;
  return {
    job: derivedJob,
    address: `${name}:${ports.derived.number}`,
    labels: { system: stackSystem, environment: view.environment.id, service: name, owner: view.environment.platformOwner },
  };
};

/** Services that push their metrics over OTLP and so have no target. */
export const pushingServices = (view: View): TargetLabels[] =>
  view.systems.flatMap((system) => system.services.filter(pushesMetrics).map((service) => labelsOf(view, system, service)));
