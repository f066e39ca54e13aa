import type { View } from "../exporters/model/catalogue";
import type { StoreName } from "../exporters/model/environments-schema";
import type { ServiceKind } from "../exporters/model/schema";
import { severities, type Severity, type ThresholdKey } from "../exporters/model/thresholds";
import { discoverableProfiles } from "../exporters/scrape/discovery";
import { httpProfiles, type HttpProfileId } from "../exporters/instrumentation/http";
import { queueProfiles, type QueueProfileId } from "../exporters/instrumentation/queue";
import { graceOf } from "../exporters/model/uptime-schema";
import { jobsOf } from "../exporters/uptime/checks";
import { gatusKey, gatusName } from "../exporters/uptime/gatus";
import { probeJob, probesOf } from "../exporters/scrape/probes";
import { pushingServices, stackTargets, systemTargets, type TargetLabels } from "../exporters/scrape/targets";

/** One service's own limit. */
export interface Override {
  readonly key: ThresholdKey;
  readonly severity: Severity;
  /** In base units. */
  readonly value: number;
  readonly service: TargetLabels;
}

/** One queue, pool or quota of a service. */
export interface Declared {
  readonly service: TargetLabels;
  readonly name: string;
}

/** One job of a service. */
export interface DeclaredJob {
  readonly service: TargetLabels;
  readonly name: string;
  /** Gatus' key of its heartbeat. */
  readonly heartbeat: string;
  /** Longest time between two successes that is no trouble. */
  readonly seconds: number;
  readonly severity: "critical" | "warning";
}

/** What the rules need to know of an environment. Rules grow with what kinds are there, not with how many services. */
export interface RuleFacts {
  readonly kinds: ReadonlySet<ServiceKind>;
  /** Programs that keep logs and traces. */
  readonly stores: ReadonlySet<StoreName>;
  readonly httpProfiles: readonly HttpProfileId[];
  readonly queueProfiles: readonly QueueProfileId[];
  readonly hasPools: boolean;
  readonly hasQuotas: boolean;
  readonly hasProbes: boolean;
  /** What services of the catalogue say they report, by the name they report it under. */
  readonly declared: Readonly<Record<"queues" | "pools" | "quotas", readonly Declared[]>>;
  readonly jobs: readonly DeclaredJob[];
  readonly targets: readonly (TargetLabels & { readonly job: string })[];
  readonly pushing: readonly TargetLabels[];
  /** Standbys each primary must have; primaries with 0 are left out. */
  readonly standbys: readonly { readonly service: TargetLabels; readonly count: number }[];
  readonly overrides: readonly Override[];
}

const idsOf = <Id extends string>(profiles: Readonly<Record<Id, unknown>>): Id[] => Object.keys(profiles) as Id[];

/** The facts of one environment's view. */
export function factsOf(view: View): RuleFacts {
  const services = view.systems.flatMap((system) =>
    system.services.map((service) => ({
      service,
      labels: { system: system.id, environment: view.environment.id, service: service.name, owner: service.owner },
    })),
  );
  const probes = probesOf(view);
  // A service that nobody has declared may be of any kind that Prometheus can be told of.
  const discovers = view.environment.discovery.length > 0;
  const discoverable: readonly string[] = discovers ? discoverableProfiles : [];
  return {
    kinds: new Set([...services.map(({ service }) => service.kind), ...(discovers ? (["http", "worker"] as const) : [])]),
    stores: new Set([view.environment.stores.logs, view.environment.stores.traces]),
    httpProfiles: [
      ...services.flatMap(({ service }) => (service.kind === "http" ? [service.instrumentation.profile] : [])),
      ...idsOf(httpProfiles).filter((id) => discoverable.includes(id)),
    ],
    queueProfiles: [
      ...services.flatMap(({ service }) => (service.kind === "worker" ? [service.instrumentation.profile] : [])),
      ...idsOf(queueProfiles).filter((id) => discoverable.includes(id)),
    ],
    hasPools:
      discovers || services.some(({ service }) => (service.kind === "http" || service.kind === "worker") && service.pools.length > 0),
    hasQuotas:
      discovers || services.some(({ service }) => (service.kind === "http" || service.kind === "worker") && service.quotas.length > 0),
    hasProbes: probes.length > 0,
    declared: {
      queues: services.flatMap(({ service, labels }) =>
        service.kind === "worker" ? service.queues.map((name) => ({ service: labels, name })) : [],
      ),
      pools: services.flatMap(({ service, labels }) =>
        service.kind === "http" || service.kind === "worker" ? service.pools.map(({ name }) => ({ service: labels, name })) : [],
      ),
      quotas: services.flatMap(({ service, labels }) =>
        service.kind === "http" || service.kind === "worker" ? service.quotas.map((name) => ({ service: labels, name })) : [],
      ),
    },
    jobs: jobsOf(view).map(({ labels, job }) => ({
      service: labels,
      name: job.name,
      heartbeat: gatusKey(labels.system, gatusName(labels.service, job.name)),
      seconds: job.every + graceOf(job),
      severity: job.severity,
    })),
    targets: [
      ...[...systemTargets(view), ...stackTargets(view)].map((target) => ({ ...target.labels, job: target.job })),
      ...probes.map((probe) => ({ ...probe.labels, job: probeJob })),
    ],
    pushing: pushingServices(view),
    standbys: services.flatMap(({ service, labels }) =>
      service.kind === "postgres" && service.standbys > 0 ? [{ service: labels, count: service.standbys }] : [],
    ),
    overrides: services.flatMap(({ service, labels }) =>
      Object.entries(service.thresholds ?? {}).flatMap(([key, levels]) =>
        severities.flatMap((severity): Override[] => {
          const value = (levels as Partial<Record<Severity, number>> | undefined)?.[severity];
          return value === undefined ? [] : [{ key: key as ThresholdKey, severity, value, service: labels }];
        }),
      ),
    ),
  };
}
