import type { View } from "../model/catalogue";
import { exporterWorkload, serviceHost } from "../model/naming";
import type { Service, System, WorkerService } from "../model/schema";
import { pushesMetrics } from "../instrumentation/pushes";
import { programs, scrapedAddress, watchedPrograms } from "../programs";

/** Labels every scraped series carries. */
export type TargetLabels = Readonly<Record<"system" | "environment" | "service" | "owner", string>>;

/** One thing to scrape. */
export interface Target {
  /** Scrape job: the instrumentation profile or the exporter. */
  readonly job: string;
  /** `host:port` inside the stack's network. */
  readonly address: string;
  readonly labels: TargetLabels & Readonly<Record<string, string>>;
}

/** System that the stack's own programs belong to. */
export const stackSystem = "monitoring";
/** Job of the stack's own programs. */
export const stackJob = "stack";

/** A failing or slow target must not hold memory: the most series one scrape may bring. */
export const sampleLimit = 20_000;

/** Address of the exporter that watches a database server. */
const exporterAddress = (exporter: "postgres-exporter" | "redis-exporter", system: System, service: string): string =>
  `${exporterWorkload(exporter, system.id, service)}:${programs[exporter].ports.http.number}`;

const labelsOf = (view: View, system: System, service: Service): TargetLabels => ({
  system: system.id,
  environment: view.environment.id,
  service: service.name,
  owner: service.owner,
});

/**
 * arq workers serve no metrics: the exporter of their Redis looks at the queue. It is scraped a second time under the worker's own
 * labels, so that the queue's series, and `up`, are the worker's and its owner's.
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

/** Everything of the catalogue's systems that is scraped directly, sorted by system and service. */
export const systemTargets = (view: View): Target[] =>
  view.systems.flatMap((system) => system.services.flatMap((service) => targetsOfService(view, system, service)));

/** The stack's own programs. */
export const stackTargets = (view: View): Target[] =>
  watchedPrograms(view, "metrics").map((program) => ({
    job: stackJob,
    address: scrapedAddress(program),
    labels: { system: stackSystem, environment: view.environment.id, service: program.name, owner: view.environment.platformOwner },
  }));

/** Job of the metrics that the gateway makes of spans. */
export const derivedJob = "otelcol-derived";

/** One target for the spans of all services, so it may bring more: `aggregation_cardinality_limit` holds each service's share. */
const derivedSampleLimit = 200_000;

/** The most series one scrape of a job may bring. */
export const sampleLimitOf = (job: string): number => (job === derivedJob ? derivedSampleLimit : sampleLimit);

/** The gateway a second time, for what it makes of spans: the series are about the services that sent them. */
export const derivedTarget = (view: View): Target => {
  const { name, ports } = programs.otelcol;
  return {
    job: derivedJob,
    address: `${name}:${ports.derived.number}`,
    labels: { system: stackSystem, environment: view.environment.id, service: name, owner: view.environment.platformOwner },
  };
};

/** Services that push their metrics by OTLP and so have no target. */
export const pushingServices = (view: View): TargetLabels[] =>
  view.systems.flatMap((system) => system.services.filter(pushesMetrics).map((service) => labelsOf(view, system, service)));
