import type { View } from "../exporters/model/catalogue";
import { browserSystems } from "../exporters/pipeline/browsers";
import { discoveryProfiles } from "../exporters/scrape/discovery";
import { httpProfiles } from "../exporters/instrumentation/http";
import { queueProfiles } from "../exporters/instrumentation/queue";
import { callAddresses } from "../exporters/model/calls";
import { parseCron } from "../exporters/model/cron";
import { pageBudgets } from "../exporters/model/lighthouse";
import { patternsOf } from "../exporters/model/log-patterns";
import { countedRunsOf, hashedRunsOf } from "../exporters/model/runs";
import { objectivesOf } from "../exporters/model/objectives";
import type { System } from "../exporters/model/schema";
import { offsetsOf } from "../exporters/model/time-zone";
import { formatDuration } from "../exporters/model/units";
import { earlyOf, graceOf, type Job } from "../exporters/model/uptime-schema";
import { checksOf, jobsOf } from "../exporters/uptime/checks";
import { gatusKey, gatusName } from "../exporters/uptime/gatus";
import { certificateJob, certificateTargets } from "../exporters/scrape/certificates";
import { allProbesOf, probesOf, publicProbesOf, speaksTls } from "../exporters/scrape/probes";
import { kubeletTargets, kubeStateTargets, scrapesKubelets } from "../exporters/scrape/kubelets";
import { pushingServices, stackTargets, systemTargets } from "../exporters/scrape/targets";
import { samples } from "../exporters/pipeline/sampling";
import { effective } from "./effective";
import type { DueTimes, RuleFacts } from "./rule-facts";

/** When the runs of a job are due. Undefined if the job has no valid schedule. */
function dueTimesOf(job: Job): DueTimes | undefined {
  const cron = job.schedule === undefined ? undefined : parseCron(job.schedule);
  if (cron === undefined || "mistake" in cron) return undefined;
  const offsets = offsetsOf(job.timeZone).map((minutes) => 60 * minutes);
  const [grace, early] = [graceOf(job), earlyOf(job)];
  return {
    schedule: [
      job.schedule?.trim().split(/\s+/).join(" "),
      job.timeZone,
      `${formatDuration(grace)} late`,
      `${formatDuration(early)} early`,
    ].join(", "),
    cron,
    offsets: [Math.min(...offsets), Math.max(...offsets)],
    grace,
    early,
  };
}

const idsOf = <Id extends string>(profiles: Readonly<Record<Id, unknown>>): Id[] => Object.keys(profiles) as Id[];

/**
 * Names of the Redis services that hold a queue: for each worker, the one in `instrumentation.redis`, or else every Redis in `dependsOn`.
 */
function queueStoresOf(system: System): ReadonlySet<string> {
  const stores = new Set(system.services.flatMap(({ kind, name }) => (kind === "redis" ? [name] : [])));
  const named = system.services.flatMap((service) =>
    service.kind !== "worker" ? [] : service.instrumentation.redis === undefined ? service.dependsOn : [service.instrumentation.redis],
  );
  return new Set(named.filter((name) => stores.has(name)));
}

/** The facts about one environment that determine its rules. */
export function factsOf(view: View): RuleFacts {
  const services = view.systems.flatMap((system) =>
    system.services.map((service) => ({
      service,
      labels: { system: system.id, environment: view.environment.id, service: service.name, owner: service.owner },
    })),
  );
  const probes = probesOf(view);
  const inCluster = [...kubeletTargets(view), ...kubeStateTargets(view)];
  const certificates = certificateTargets(view);
  // With discovery, rules must cover every profile that discovered services may have, because such services are not in the catalogue.
  const discoverable: readonly string[] = discoveryProfiles(view);
  const discovered = {
    http: idsOf(httpProfiles).filter((id) => discoverable.includes(id)),
    worker: idsOf(queueProfiles).filter((id) => discoverable.includes(id)),
  };
  return {
    kinds: new Set([
      ...services.map(({ service }) => service.kind),
      ...(["http", "worker"] as const).filter((kind) => discovered[kind].length > 0),
    ]),
    discovers: view.environment.discovery.length > 0,
    discoversHttp: discovered.http.length > 0,
    readsLogFiles: view.environment.logAgent !== undefined,
    acceptsFromOutside: view.environment.publicOtlp !== undefined,
    hasBrowsers: browserSystems(view).length > 0,
    watchesHosts: view.environment.hostMetrics !== undefined,
    watchesContainers: scrapesKubelets(view),
    readsKubeState: view.environment.kubeStateMetrics !== undefined,
    stores: new Set([view.environment.stores.logs, view.environment.stores.traces]),
    samplesTraces: samples(view.environment),
    httpProfiles: [
      ...services.flatMap(({ service }) => (service.kind === "http" ? [service.instrumentation.profile] : [])),
      ...discovered.http,
    ],
    queueProfiles: [
      ...services.flatMap(({ service }) => (service.kind === "worker" ? [service.instrumentation.profile] : [])),
      ...discovered.worker,
    ],
    services: [
      ...services.map(({ labels }) => labels),
      ...stackTargets(view).map(({ labels }) => labels),
      // The kubelets are one service with several jobs.
      ...new Map(inCluster.map(({ labels }) => [labels.service, labels])).values(),
    ],
    hasPools:
      discoverable.length > 0 ||
      services.some(({ service }) => (service.kind === "http" || service.kind === "worker") && service.pools.length > 0),
    hasQuotas:
      discoverable.length > 0 ||
      services.some(({ service }) => (service.kind === "http" || service.kind === "worker") && service.quotas.length > 0),
    hasProbes: probes.length > 0,
    hasPublicProbes: publicProbesOf(view).length > 0,
    hasCertificates: certificates.length > 0 || probes.some(({ url }) => speaksTls(url)),
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
      runs: services.flatMap(({ service, labels }) =>
        service.kind === "http" || service.kind === "worker"
          ? service.runs.map(({ name, counter }) => ({ service: labels, name, ...(counter !== undefined && { counted: true as const }) }))
          : [],
      ),
      workerGroups: services.flatMap(({ service, labels }) =>
        service.kind === "http" ? service.workerGroups.map(({ name }) => ({ service: labels, name })) : [],
      ),
      loops: services.flatMap(({ service, labels }) =>
        service.kind === "http" || service.kind === "worker" ? service.loops.map(({ name }) => ({ service: labels, name })) : [],
      ),
      streams: services.flatMap(({ service, labels }) =>
        service.kind === "http" ? service.streams.map(({ name }) => ({ service: labels, name })) : [],
      ),
    },
    countedRuns: services.flatMap(({ service, labels }) => countedRunsOf(service).map((run) => ({ ...run, service: labels }))),
    hasHashedRuns: services.some(({ service }) => hashedRunsOf(service).length > 0),
    calls: view.systems.flatMap((system) =>
      services
        .filter(({ labels }) => labels.system === system.id)
        .flatMap(({ service, labels }) => callAddresses(system, service).map((address) => ({ service: labels, ...address }))),
    ),
    ai: services.flatMap(({ service, labels }) =>
      (service.kind === "http" || service.kind === "worker") && service.ai !== undefined
        ? [{ service: labels, profile: service.ai.profile }]
        : [],
    ),
    lighthouse: services.flatMap(({ service, labels }) =>
      pageBudgets(view.environment.id, service).map((each) => ({ service: labels, ...each })),
    ),
    checks: probes.map(({ url, labels: { probe, ...service } }) => ({
      service,
      probe,
      url,
      key: gatusKey(service.system, gatusName(service.service, probe)),
    })),
    jobs: jobsOf(view).map(({ labels, job }) => {
      const due = dueTimesOf(job);
      return {
        service: labels,
        name: job.name,
        heartbeat: gatusKey(labels.system, gatusName(labels.service, job.name)),
        seconds: job.every + graceOf(job),
        severity: job.severity,
        ...(due === undefined ? {} : { due }),
      };
    }),
    warningChecks: checksOf(view)
      .filter(({ check }) => check.severity === "warning")
      .map(({ labels: { probe, ...service } }) => ({ service, name: probe })),
    targets: [
      ...[...systemTargets(view), ...stackTargets(view), ...inCluster].map(({ job, labels, replicas }) => ({
        ...labels,
        job,
        ...(replicas !== undefined && { replicas }),
      })),
      ...allProbesOf(view).map(({ labels, job }) => ({ ...labels, job })),
      ...certificates.map(({ labels }) => ({ ...labels, job: certificateJob })),
    ],
    pushing: pushingServices(view),
    standbys: services.flatMap(({ service, labels }) =>
      service.kind === "postgres" && service.standbys > 0 ? [{ service: labels, count: service.standbys }] : [],
    ),
    replicas: services.flatMap(({ service, labels }) =>
      service.kind === "postgres" && service.replicaOf !== undefined
        ? [{ service: { ...labels, service: service.replicaOf }, standby: service.name }]
        : [],
    ),
    redisReplicas: services.flatMap(({ service, labels }) =>
      service.kind === "redis" && service.replicas > 0 ? [{ service: labels, count: service.replicas }] : [],
    ),
    queueWorkers: services.flatMap(({ service, labels }) =>
      service.kind === "worker" && service.workers !== undefined ? [{ service: labels, count: service.workers }] : [],
    ),
    queueStores: view.systems.flatMap((system) => {
      const stores = queueStoresOf(system);
      return services.flatMap(({ labels }) => (labels.system === system.id && stores.has(labels.service) ? [labels] : []));
    }),
    logPatterns: services.flatMap(({ service, labels }) =>
      patternsOf(service).map(({ name, severity, threshold, for: wait }) => ({ service: labels, name, severity, threshold, wait })),
    ),
    objectives: services.flatMap(({ service, labels }) => objectivesOf(service).map((each) => ({ ...each, service: labels }))),
    ownThresholds: services.flatMap(({ service, labels }) =>
      effective(service)
        .filter(({ own }) => own)
        .flatMap(({ key, severity, value, conditions }) =>
          (conditions.routes === undefined ? [undefined] : [...conditions.routes].sort()).map((routes) => ({
            key,
            severity,
            value,
            service: labels,
            wait: conditions.for,
            least: conditions.least,
            routes,
          })),
        ),
    ),
  };
}
