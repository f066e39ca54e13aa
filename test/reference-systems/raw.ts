import type { HttpService } from "../../exporters/model/schema";
import { catalogue } from "../../exporters/model/user-catalogue";
import { callMetrics } from "../../exporters/instrumentation/calls";
import { httpProfiles, type HttpProfileId } from "../../exporters/instrumentation/http";
import { queueProfiles, type QueueProfileId } from "../../exporters/instrumentation/queue";
import { kubeletJobs } from "../../exporters/scrape/kubelets";
import { derivedJob, stackSystem } from "../../exporters/scrape/targets";
import { aiSeries, liteLlmSeries, type AiCalls } from "../../alert-rules/packs/ai/world";
import { limitSeries } from "../../alert-rules/packs/calls/limits-world";
import { vitalWorld, type Views } from "../../alert-rules/packs/browser/world";
import { visitsWorld, type Visits } from "../../alert-rules/packs/browser/visits-world";
import { callSeries, type CallKind, type Calls } from "../../alert-rules/packs/calls/world";
import { containerWorld, volumeOnNode, type ContainerState } from "../../alert-rules/packs/container/world";
import { hostWorld, type HostState } from "../../alert-rules/packs/host/world";
import { httpWorld, proofRoute, type Requests } from "../../alert-rules/packs/http/world";
import { jobResults, proofHeartbeat, proofJob } from "../../alert-rules/packs/job/world";
import { gatewayUpOf, matchesOf } from "../../alert-rules/packs/log/world";
import { resultSeries, type Result } from "../../alert-rules/packs/lighthouse/world";
import { loopSeries, proofLoop, type LoopState } from "../../alert-rules/packs/loop/world";
import { poolSeries, proofPool, type PoolState } from "../../alert-rules/packs/pool/world";
import { postgresWorld, type PostgresState } from "../../alert-rules/packs/postgres/world";
import { gatusWorld, probeWorld, proofCheck } from "../../alert-rules/packs/probe/world";
import { quotaSeries } from "../../alert-rules/packs/quota/world";
import { proofQueue, queueSeries, type QueueState } from "../../alert-rules/packs/queue/world";
import { redisWorld, type RedisState } from "../../alert-rules/packs/redis/world";
import { hashedRuns } from "../../exporters/instrumentation/runs";
import { countedRunSeries, hashedRunSeries, proofCounter, proofRun, runSeries, type RunState } from "../../alert-rules/packs/run/world";
import { proofGroup, workerSeries, type WorkerState } from "../../alert-rules/packs/workers/world";
import { proofStream, streamSeries, type StreamState } from "../../alert-rules/packs/stream/world";
import { gauge, gone, hold, mapPhases, type Phase, type RawSeries } from "../../alert-rules/proofs/samples";
import { programs } from "../../exporters/programs";
import { relabel } from "../support/relabel";
import { pushedSeries } from "./pushed";
import { discoveredLabels, relabellingOf, targetsOfJob } from "./rendered";

/** The duration of a case's raw series, in seconds. */
export const span = 1080;

/**
 * The raw series from one scrape job, from one program on every node, or from a service that pushes. Empty if the job has no target for the
 * service, or if the gateway does not accept the service's metrics.
 */
export interface Raw {
  /** The scrape job, the program on every node, or the profile of a service that pushes. */
  readonly job: string;
  /** Whether the service pushes the series to the gateway. Default: Prometheus scrapes them. */
  readonly pushed?: boolean;
  readonly series: () => readonly RawSeries[];
}

type Make = (phases: <T>(state: T) => readonly Phase<T>[]) => readonly RawSeries[];

/** The series that production's Prometheus stores after it scrapes them from the service's target, with the target's labels. */
function scraped(job: string, at: string, make: Make, rename: Readonly<Record<string, string>> = {}, probe?: string): Raw {
  const [system, service] = at.split("/");
  const series = (): readonly RawSeries[] => {
    const found = targetsOfJob("production", job).find(
      ({ labels }) => labels["system"] === system && labels["service"] === service && (probe === undefined || labels["probe"] === probe),
    );
    if (found === undefined) return [];
    const own = Object.fromEntries(Object.entries(found.labels).filter(([name]) => !name.startsWith("__")));
    const relabelling = relabellingOf("production", job);
    return make((state) => [hold(span, state)]).flatMap((raw) => {
      const labels = { ...renamed(raw.labels, rename), ...own, job, instance: found.targets[0] ?? "" };
      return relabel({ ...raw, labels }, relabelling);
    });
  };
  return { job, series };
}

const renamed = (labels: Readonly<Record<string, string>>, rename: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, rename[value] ?? value] as const));

/** The series that production's Prometheus stores after the service has pushed them to the gateway. */
function pushed(job: string, at: string, made: () => readonly RawSeries[], rename: Readonly<Record<string, string>> = {}): Raw {
  const [system = "", service = ""] = at.split("/");
  const series = () => made().map((raw) => ({ ...raw, labels: renamed(raw.labels, rename) }));
  return { job, pushed: true, series: () => pushedSeries("production", system, service, series()) };
}

/**
 * The series that production's Prometheus stores after it scrapes them from a node of the cluster. `program` is a program of the stack that
 * runs on every node and that Prometheus discovers by DNS.
 */
const onNode = (job: string, instance: string, make: Make, program?: string): Raw => ({
  job: program ?? job,
  series: () => {
    const own = discoveredLabels("production", job, program);
    if (own === undefined) return [];
    return make((state) => [hold(span, state)]).flatMap((raw) =>
      relabel({ ...raw, labels: { ...raw.labels, ...own, job, instance } }, relabellingOf("production", job)),
    );
  },
});

/** A node of the cluster, as node_exporter exposes it. */
export const host = (instance: string, state: HostState): Raw =>
  onNode("stack", instance, (phases) => hostWorld(phases(state)), "node-exporter");

/** A container in the cluster, as cAdvisor in the kubelet exposes it. */
export const container = (labels: Readonly<Record<string, string>>, state: ContainerState): Raw =>
  onNode(kubeletJobs.containers, "node-1", (phases) => containerWorld(phases(state), labels));

/** A volume in the cluster, as the kubelet exposes it. */
export const volume = (labels: Readonly<Record<string, string>>, state: ContainerState): Raw =>
  onNode(kubeletJobs.volumes, "node-1", (phases) => volumeOnNode(phases(state), labels));

const production = catalogue().view("production");

function instrumentationOf(at: string): HttpService["instrumentation"] | undefined {
  const [system, name] = at.split("/");
  const service = production.systems.find(({ id }) => id === system)?.services.find((candidate) => candidate.name === name);
  return service?.kind === "http" ? service.instrumentation : undefined;
}

/** The bucket bounds that the catalogue declares for an HTTP service's histogram. Throws if it declares none. */
function bucketsOf(at: string): readonly number[] {
  const buckets = instrumentationOf(at)?.buckets;
  if (buckets === undefined) throw new Error(`${at} declares no buckets`);
  return buckets;
}

/** The requests of a service that pushes, and `target_info`, which Prometheus writes at each push. */
const pushedWorld = (at: string, phases: readonly Phase<readonly Requests[]>[]): RawSeries[] => [
  ...httpWorld(httpProfiles.opentelemetry, bucketsOf(at), phases),
  gauge(
    "target_info",
    {},
    mapPhases(phases, () => 1),
  ),
];

/** The requests for one route of an HTTP service, as its library exposes them, with the application's labels for the status and the route. */
export function httpOn(route: string, at: string, profile: HttpProfileId, ...requests: readonly Requests[]): Raw {
  const { failed, ...usual } = httpProfiles[profile];
  const { statusLabel = failed.label, routeLabel = usual.route } = instrumentationOf(at) ?? {};
  const exposed = { ...usual, route: routeLabel, failed: { ...failed, label: statusLabel } };
  const rename = { [proofRoute]: route };
  return usual.transport === "otlp"
    ? pushed(profile, at, () => pushedWorld(at, [hold(span, requests)]), rename)
    : scraped(profile, at, (phases) => httpWorld(exposed, bucketsOf(at), phases(requests)), rename);
}

/** The requests of an HTTP service, as its library exposes them. */
export const http = (at: string, profile: HttpProfileId, ...requests: readonly Requests[]): Raw =>
  httpOn(proofRoute, at, profile, ...requests);

/** The requests of a service that pushes. After five minutes, it sends nothing more. */
export const silent = (at: string, ...requests: readonly Requests[]): Raw =>
  pushed("opentelemetry", at, () =>
    pushedWorld(at, [hold(300, requests), gone(span - 300)]).map((raw) => ({
      ...raw,
      // A pushed series has no staleness marker when the service stops.
      samples: raw.samples.map((sample) => (sample === "stale" ? undefined : sample)),
    })),
  );

/** A connection pool with 100 connections, in an application with this HTTP profile. */
export const pool = (at: string, profile: HttpProfileId, name: string, state: PoolState): Raw =>
  scraped(profile, at, (phases) => poolSeries(profile, phases(state)), { [proofPool]: name });

/** Calls of an application with this HTTP profile to an address. */
export function calls(at: string, profile: HttpProfileId, metric: CallKind, address: string, ...state: readonly Calls[]): Raw {
  const of = { metric, address: { [callMetrics.address]: address } };
  return httpProfiles[profile].transport === "otlp"
    ? pushed(profile, at, () => [
        ...callSeries({ ...of, instrumentation: "opentelemetry" }, [hold(span, state)]),
        gauge("target_info", {}, [hold(span, 1)]),
      ])
    : scraped(profile, at, (phases) => callSeries({ ...of, instrumentation: "prom-client" }, phases(state)));
}

/** Calls of an application with this HTTP or queue profile to an AI provider, with OpenTelemetry's names. */
export const aiCalls = (at: string, profile: HttpProfileId | QueueProfileId, provider: string, ...state: readonly AiCalls[]): Raw =>
  profile === "opentelemetry"
    ? pushed(profile, at, () => [
        ...aiSeries({ instrumentation: "opentelemetry", provider }, [hold(span, state)]),
        gauge("target_info", {}, [hold(span, 1)]),
      ])
    : scraped(profile, at, (phases) => aiSeries({ instrumentation: "prom-client", provider }, phases(state)));

/** Calls of an application with this scraped HTTP profile to an AI provider through LiteLLM. */
export const liteLlmCalls = (at: string, profile: HttpProfileId, provider: string, ...state: readonly AiCalls[]): Raw =>
  scraped(profile, at, (phases) => liteLlmSeries({ provider }, phases(state)));

/** The rate limit of an address as an application with this scraped HTTP profile reports it: `left` of 1000 requests. */
export const rateLimit = (at: string, profile: HttpProfileId, address: string, left: number): Raw =>
  scraped(profile, at, (phases) => limitSeries(profile, phases(left), { address }));

/** Runs of work of one kind, as an application with this scraped HTTP profile reports them. */
export const runs = (at: string, profile: HttpProfileId, name: string, state: RunState): Raw =>
  scraped(profile, at, (phases) => runSeries(profile, phases(state)), { [proofRun]: name });

/** Runs of work, as a worker counts them with its own counter, which has only the label with the status. */
export const countedRuns = (at: string, profile: QueueProfileId, counter: string, state: RunState): Raw =>
  scraped(profile, at, (phases) =>
    countedRunSeries(phases(state)).map((raw) => ({
      ...raw,
      metric: counter,
      labels: Object.fromEntries(Object.entries(raw.labels).filter(([label]) => label !== proofCounter.category)),
    })),
  );

/** A group of workers that serve requests, as an application with this scraped HTTP profile reports it. */
export const workers = (at: string, profile: HttpProfileId, name: string, state: WorkerState): Raw =>
  scraped(profile, at, (phases) => workerSeries(profile, phases(state)), { [proofGroup]: name });

/** Runs of work of one kind, as redis_exporter reads them from hashes in Redis. */
export const runsInRedis = (at: string, name: string, state: RunState): Raw =>
  scraped(hashedRuns.id, at, (phases) =>
    hashedRunSeries(phases(state)).map((raw) => {
      const key = raw.labels[hashedRuns.key]?.replace(/^[^:]*/u, `${at.split("/")[1] ?? ""}/${name}`) ?? "";
      return { ...raw, labels: { ...raw.labels, [hashedRuns.key]: key } };
    }),
  );

/** A loop, as an application with this scraped HTTP profile reports it. */
export const loop = (at: string, profile: HttpProfileId, name: string, state: LoopState): Raw =>
  scraped(profile, at, (phases) => loopSeries(profile, phases(state)), { [proofLoop]: name });

/** Streams of one kind, as an application with this scraped HTTP profile reports them. */
export const streams = (at: string, profile: HttpProfileId, name: string, state: StreamState): Raw =>
  scraped(profile, at, (phases) => streamSeries(profile, phases(state)), { [proofStream]: name });

/** A tenant's usage of a quota of 1000 requests, as an application with this HTTP profile exposes it. */
export const quota = (at: string, profile: HttpProfileId, used: number): Raw =>
  scraped(profile, at, (phases) => quotaSeries(profile, phases(used)));

/** The reports of a job, as Gatus counts them: `reports` successes or failures per minute. `key` is the job's key in Gatus. */
export const job = (key: string, success: boolean, reports: number): Raw =>
  scraped("stack", "monitoring/gatus", (phases) => [jobResults(proofJob("critical"), phases(reports), success)], {
    [proofHeartbeat(proofJob("critical"))]: key,
  });

/** A queue, as its library or the Lua script of redis_exporter exposes it. */
export const queue = (at: string, profile: QueueProfileId, name: string, state: QueueState): Raw => {
  const keys = ["waiting", "oldest_age_seconds", "failed", "completed"].map((key) => [`${proofQueue}:${key}`, `${name}:${key}`]);
  const rename = { [proofQueue]: name, ...(Object.fromEntries(keys) as Record<string, string>) };
  return scraped(profile, at, (phases) => queueSeries(queueProfiles[profile], phases(state)), rename);
};

/** A PostgreSQL server, as postgres_exporter exposes it. Ordinary roles can use 95 connections, and the exporter uses one of them. */
export const postgres = (at: string, state: PostgresState): Raw =>
  scraped("postgres-exporter", at, (phases) => postgresWorld(phases(state), at.split("/")[1]));

/** A Redis server, as redis_exporter exposes it. */
export const redis = (at: string, state: RedisState): Raw => scraped("redis-exporter", at, (phases) => redisWorld(phases(state)));

/** A check, as Gatus exposes it. `key` is the check's key in Gatus. */
export const gatus = (key: string, passes: boolean): Raw =>
  scraped("stack", "monitoring/gatus", (phases) => gatusWorld(phases(passes ? "passes" : "fails")), { [proofCheck.key]: key });

/** A check, as blackbox_exporter exposes it. */
export const probe = (at: string, check: string, passes: boolean): Raw =>
  scraped("probe", at, (phases) => probeWorld(phases({ passes })), {}, check);

/** The gateway's target with the counters of log records. The job's other target has the span metrics. */
const countersTarget = (): string | undefined =>
  targetsOfJob("production", derivedJob).flatMap(({ targets }) =>
    targets.filter((target) => target.endsWith(`:${programs.otelcol.ports["log-counters"].number}`)),
  )[0];

/** What the gateway derives from the events of browsers on the pages of a service. */
const derived = (at: string, make: () => readonly RawSeries[]): Raw => ({
  job: derivedJob,
  series: () => {
    const instance = countersTarget();
    const [system = "", service = ""] = at.split("/");
    const own = { environment: "production", job: derivedJob, instance: instance ?? "", system, service };
    return make()
      .filter(({ metric }) => instance !== undefined && metric !== "up")
      .map((raw) => ({ ...raw, labels: { ...("le" in raw.labels && { le: raw.labels["le"] }), ...own } }));
  },
});

/** Page views and errors in browsers. */
export const visits = (at: string, state: Visits): Raw => derived(at, () => visitsWorld()([hold(span, state)]));

/** A Core Web Vital in browsers. */
export const webVital = (at: string, vital: Parameters<typeof vitalWorld>[0], state: Views): Raw =>
  derived(at, () => vitalWorld(vital)([hold(span, state)]));

/** A result of Lighthouse, which a CI job pushes. */
export const lighthouse = (at: string, state: Result): Raw => pushed("lighthouse", at, () => resultSeries([hold(span, state)]));

/** The gateway's counter of a service's log records that match a pattern, with `perSecond` records per second, and the gateway's `up`. */
export const logMatches = (at: string, pattern: string, perSecond: number): Raw => ({
  job: derivedJob,
  series: () => {
    const instance = countersTarget();
    const [system = "", service = ""] = at.split("/");
    const own = { environment: "production", job: derivedJob, instance: instance ?? "" };
    const phases = [hold(span, perSecond)];
    return [
      { ...matchesOf(pattern, phases), labels: { ...own, system, service, pattern } },
      { ...gatewayUpOf(phases), labels: { ...own, system: stackSystem, service: "otelcol" } },
    ].filter(() => instance !== undefined);
  },
});
