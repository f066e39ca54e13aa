import type { View } from "../model/catalogue";
import { stackSystem } from "../model/name";
import { exporterWorkload, serviceHost } from "../model/naming";
import { hashedRunsOf } from "../model/runs";
import type { Service, System, WorkerService } from "../model/schema";
import { pushesMetrics } from "../instrumentation/pushes";
import { hashedRuns } from "../instrumentation/runs";
import { programs, scrapedAddress, watchedPrograms } from "../programs";

/** Labels that every scrape target has. */
export type TargetLabels = Readonly<Record<"system" | "environment" | "service" | "owner", string>>;

/** A target that Prometheus scrapes. */
export interface Target {
  /** Name of the scrape job, for example the ID of the instrumentation profile or the name of the exporter. */
  readonly job: string;
  /** `host:port` of the metrics endpoint. */
  readonly address: string;
  readonly labels: TargetLabels & Readonly<Record<string, string>>;
  /** Scheme of the header `Authorization` that the endpoint requires. Default: the endpoint does not require the header. */
  readonly authorization?: string;
  /** Minimum number of replicas. Prometheus looks up the replicas' addresses by DNS. Default: the target has one address. */
  readonly replicas?: number;
}

export { stackSystem };
/** Name of the scrape job of the stack's programs. */
export const stackJob = "stack";

/** `sample_limit` of a scrape, which prevents a faulty target from using up Prometheus' memory. */
export const sampleLimit = 20_000;

/** Returns the address of a database server's exporter. */
const exporterAddress = (exporter: "postgres-exporter" | "redis-exporter", system: System, service: string): string =>
  `${exporterWorkload(exporter, system.id, service)}:${programs[exporter].ports.http.number}`;

const labelsOf = (view: View, system: System, service: Service): TargetLabels => ({
  system: system.id,
  environment: view.environment.id,
  service: service.name,
  owner: service.owner,
});

/**
 * Returns the target of an arq worker, which exposes no metrics. The exporter of the queue's Redis is scraped a second time with the
 * worker's labels, so that the queue's series and `up` belong to the worker and its owner.
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

/**
 * Returns the targets of runs whose status is in hashes in Redis: the exporter of each such Redis, which is scraped another time with the
 * labels of the service.
 */
const hashTargets = (view: View, system: System, service: Service): Target[] =>
  [...new Set(hashedRunsOf(service).map(({ redis }) => redis))].sort().map((redis) => ({
    job: hashedRuns.id,
    address: exporterAddress("redis-exporter", system, redis),
    labels: { ...labelsOf(view, system, service), instrumentation: hashedRuns.id },
  }));

function targetsOfService(view: View, system: System, service: Service): Target[] {
  const labels = labelsOf(view, system, service);
  switch (service.kind) {
    case "http":
    case "worker": {
      if (service.kind === "worker" && service.instrumentation.profile === "arq") return arqTargets(view, system, service);
      const { profile, port, host, authorization, replicas } = service.instrumentation;
      if (port === undefined) return [];
      return [
        {
          job: profile,
          address: `${serviceHost(system.id, { name: service.name, host })}:${port}`,
          labels: { ...labels, instrumentation: profile },
          ...(authorization !== undefined && { authorization }),
          ...(replicas !== undefined && { replicas }),
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

/** Returns the scrape targets of the catalogue's services, sorted by system and service. */
export const systemTargets = (view: View): Target[] =>
  view.systems.flatMap((system) =>
    system.services.flatMap((service) => [...targetsOfService(view, system, service), ...hashTargets(view, system, service)]),
  );

/** Returns the scrape targets of the stack's programs. */
export const stackTargets = (view: View): Target[] =>
  watchedPrograms(view, "metrics").map((program) => ({
    job: stackJob,
    address: scrapedAddress(program),
    labels: { system: stackSystem, environment: view.environment.id, service: program.name, owner: view.environment.platformOwner },
  }));

/** Name of the scrape job of the metrics that the gateway derives from spans, log records and pushed samples. */
export const derivedJob = "otelcol-derived";

/**
 * `sample_limit` of the derived metrics. One target exposes the metrics of all services, so the limit is higher than for other jobs. The
 * gateway limits the series of each service (`aggregation_cardinality_limit`).
 */
const derivedSampleLimit = 200_000;

/** Returns the `sample_limit` of a scrape job. */
export const sampleLimitOf = (job: string): number => (job === derivedJob ? derivedSampleLimit : sampleLimit);

/**
 * Returns the targets of the metrics that the gateway derives: span metrics, the service graph, and counters of log records and of pushed
 * samples. The series describe the services that sent the data.
 */
export const derivedTargets = (view: View): Target[] => {
  const { name, ports } = programs.otelcol;
  return [ports.derived, ports["log-counters"]].map(({ number }) => ({
    job: derivedJob,
    address: `${name}:${number}`,
    labels: { system: stackSystem, environment: view.environment.id, service: name, owner: view.environment.platformOwner },
  }));
};

/** Returns the labels of services that push their metrics over OTLP and therefore have no scrape target. */
export const pushingServices = (view: View): TargetLabels[] =>
  view.systems.flatMap((system) => system.services.filter(pushesMetrics).map((service) => labelsOf(view, system, service)));
