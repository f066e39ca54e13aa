import { edges } from "../../proofs/patterns";
import { expression } from "../../condition";
import { poolPending, poolUsedRatio } from "../pool/series";
import { jobsWaiting } from "../queue/series";
import { quotaTenants } from "../quota/series";
import type { Declared } from "../../rule-facts";
import { keyOf } from "../../owner";
import { identity, serviceKey, type Alert, type Recording } from "../../model";
import { gone, hold, mapPhases, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Proofs, Scenario } from "../../proofs/scenario";
import { upOf } from "../../proofs/service";
import { poolSeries, proofPoolInstance } from "../pool/world";
import { proofQueueInstance, queueSeries } from "../queue/world";
import { proofQuotaInstance, quotaSeries } from "../quota/world";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { labels, metric, minutes, promql, type MetricName, type Promql } from "../../promql";
import { label, text, type Template } from "../../template";
import { expectedForLong, firstSeen } from "./expected";
import { upOfPrograms } from "./share";
import { serviceErrors, serviceLog } from "../../step-commands";

const wait = minutes(2);
/** Seconds for which recorded series remain after their raw series have ended. */
const bridge = 60;

/** A queue, pool or similar object that a service must report according to the catalogue, and the alert for it. */
interface Reported {
  readonly name: string;
  readonly severity: Alert["severity"];
  readonly label: string;
  readonly expected: MetricName;
  /** The series that exist while the service reports the object. */
  readonly seen: Promql;
  readonly summary: Template;
  readonly impact: string;
  readonly firstSteps: Alert["firstSteps"];
  readonly firstCommand: Alert["firstCommand"];
  readonly panel: Alert["panel"];
  readonly instance: Readonly<Record<string, string>>;
  /** Simulated raw series of each profile, by job, while the service reports the object. */
  readonly worlds: Readonly<Record<string, (phases: readonly Phase<true>[]) => RawSeries[]>>;
  /**
   * Set if one replica that reports the object is enough. The first proof is then about an object that was never reported. The proof with
   * an object that is no longer reported does not hold with a second replica, which still reports it.
   */
  readonly inAnyReplica?: true;
}

function proofsOf({ name, severity, label: extra, instance, worlds, inAnyReplica }: Reported): Proofs {
  const by = [...identity, extra];
  const at = (seconds: number, firing: boolean): Check => ({
    at: seconds,
    alert: name,
    severity,
    identity: by,
    firing: firing ? [Object.fromEntries(by.map((key) => [key, instance[key] ?? ""]))] : [],
  });
  const [first, ...rest] = Object.entries(worlds);
  if (first === undefined) throw new Error(`${name}: a proof needs at least one world`);
  type Make = (job: string, series: (phases: readonly Phase<true>[]) => RawSeries[]) => Scenario;
  const each = (make: Make): readonly [Scenario, ...Scenario[]] => [make(...first), ...rest.map(([job, series]) => make(job, series))];
  const missing = bridge + wait.seconds;
  /** Simulates `up` of a target that responds, except for one scrape, and of another target of the service, which is down. */
  const responds = (job: string, seconds: number): RawSeries[] => [
    upOf(job, [hold(390, true), gone(15), hold(seconds - 405, true)]),
    upOf(job, [gone(seconds)], { instance: "web-2:9464" }),
  ];
  const never = each((job) => ({
    title: `${name} ${severity} fires when it was never reported, for example under another name (${job})`,
    series: [upOf(job, [hold(600, true)])],
    checks: [at(wait.seconds - 15, false), at(firstSeen.seconds + wait.seconds + 30, true), ...edges(at, 180)],
  }));
  const proofs: Proofs = {
    fires: each((job, series) => ({
      title: `${name} ${severity} fires when the target is up but no longer reports it (${job})`,
      series: [...series([hold(300, true), gone(600)]), ...responds(job, 900)],
      checks: [at(285, false), at(300 + missing - 90, false), at(300 + missing + 30, true), ...edges(at, 465)],
    })),
    quiet: [
      {
        title: `${name} ${severity} leaves a target to TargetDown that no longer responds soon after it stopped to report it`,
        series: [...first[1]([hold(300, true), gone(600)]), upOf(first[0], [hold(405, true), gone(495)])],
        checks: [{ ...at(300 + missing + 15, false), exact: true }, at(885, false)],
      },
      ...each((job, series) => ({
        title: `${name} ${severity} leaves a target that does not respond to TargetDown (${job})`,
        series: [...series([hold(300, true), gone(600)]), upOf(job, [hold(300, true), gone(600)])],
        checks: [at(285, false), at(300 + missing + 30, false), at(885, false)],
      })),
      ...each((job, series) => ({
        title: `${name} ${severity} is quiet while the target reports it (${job})`,
        series: [...series([hold(900, true)]), upOf(job, [hold(900, true)])],
        checks: [at(285, false), at(885, false)],
      })),
    ],
    resolves: each((job, series) => ({
      title: `${name} ${severity} resolves when it is reported again (${job})`,
      series: [...series([gone(300), hold(300, true)]), upOf(job, [hold(600, true)])],
      checks: [at(285, true), at(330, false), ...edges(at, 180, 300)],
    })),
    noData: never,
  };
  return inAnyReplica === true ? { ...proofs, fires: never, noData: proofs.fires } : proofs;
}

/**
 * Creates an alert for a service that does not report a queue, pool or similar object that the catalogue declares. The other alerts about
 * this object cannot fire then. While all targets of the service are down, the alert does not fire.
 */
export const reportedMissing = (of: Reported): Alert => ({
  name: of.name,
  symptom: "unreported",
  severity: of.severity,
  condition: expression(
    `metrics of a ${of.label} that the catalogue declares are missing, although not all targets of the service are down`,
    promql`
    ${expectedForLong(of.expected)}
      unless on (${labels(...serviceKey, of.label)})
        ${of.seen}
      unless on (${labels(...serviceKey)})
        max by (${labels(...serviceKey)}) (max_over_time(${upOfPrograms}[${minutes(1)}])) == 0`,
  ),
  for: wait,
  identity: [...identity, of.label],
  noData: { is: "fires" },
  summary: of.summary,
  impact: of.impact,
  firstSteps: of.firstSteps,
  firstCommand: of.firstCommand,
  panel: of.panel,
  proofs: () => proofsOf(of),
});

/** Recorded series: 1 for each queue, pool or similar object that a service declares, from the catalogue. */
export const expectedOf = {
  queues: metric("expected:queues:info"),
  pools: metric("expected:pools:info"),
  quotas: metric("expected:quotas:info"),
  runs: metric("expected:runs:info"),
  loops: metric("expected:loops:info"),
  workerGroups: metric("expected:worker_groups:info"),
  streams: metric("expected:streams:info"),
};

/** Beginning of the summaries. */
export const where = text`${label("system")}/${label("service")}`;

/** The step that compares the names. */
export const compare = "Compare the name in the catalogue with the name that the application reports.";

export const queueMissing = (): Alert =>
  reportedMissing({
    name: "QueueMissing",
    severity: "critical",
    label: "queue",
    expected: expectedOf.queues,
    seen: promql`${jobsWaiting.name}`,
    summary: text`${where}: metrics of queue ${label("queue")} are missing`,
    impact: "Jobs may be stuck, and queue alerts cannot fire.",
    firstSteps: [
      {
        step: "The worker reports the queue; for arq, redis_exporter does. Check whether this program can read from Redis: address, password, permissions, connections.",
        command: { redis: "ping", on: "system" },
      },
      { step: "Read the log of this program.", command: serviceLog },
      compare,
    ],
    firstCommand: { query: "queue:jobs_waiting:count{$service}" },
    panel: "queues/depth",
    instance: proofQueueInstance,
    worlds: Object.fromEntries(
      Object.values(queueProfiles).map((profile) => [
        profile.id,
        (phases: readonly Phase<true>[]) =>
          queueSeries(
            profile,
            mapPhases(phases, () => ({})),
          ),
      ]),
    ),
  });

export const poolMissing = (): Alert =>
  reportedMissing({
    name: "PoolMissing",
    severity: "critical",
    label: "pool",
    expected: expectedOf.pools,
    seen: promql`(${poolPending.name} and ${poolUsedRatio.name})`,
    summary: text`${where}: metrics of connection pool ${label("pool")} are missing or incomplete`,
    impact: "If the pool is exhausted, no alert fires.",
    firstSteps: [
      {
        step: "Check which metrics of the pool the service exposes. It must expose connections by state, the maximum, and waiting callers.",
        command: { request: "metrics" },
      },
      compare,
      "If the pool's library reports only some of these metrics, set the others in the application from the state of the pool.",
    ],
    firstCommand: { query: "pool:connections_used:ratio{$service}" },
    panel: "postgres/pool",
    instance: proofPoolInstance,
    worlds: {
      "prom-client": (phases) =>
        poolSeries(
          "prom-client",
          mapPhases(phases, () => ({})),
        ),
    },
  });

export const quotaMissing = (): Alert =>
  reportedMissing({
    name: "QuotaMissing",
    severity: "warning",
    label: "quota",
    expected: expectedOf.quotas,
    seen: promql`${quotaTenants.name}`,
    summary: text`${where}: metrics of quota ${label("quota")} are missing`,
    impact: "Tenants are not notified when they approach their limit.",
    firstSteps: [
      {
        step: "Check whether the service can read the tenants' usage from its source, e.g. a database or a log.",
        command: [{ request: "metrics" }, serviceErrors],
      },
      compare,
      "If the service has no tenants yet, it has nothing to report. Remove the quota from the catalogue until the service has a tenant.",
    ],
    firstCommand: { query: "tenant:quota_used:ratio{$service}" },
    panel: "tenants/quota",
    instance: proofQuotaInstance,
    worlds: {
      "prom-client": (phases) =>
        quotaSeries(
          "prom-client",
          mapPhases(phases, () => 1),
        ),
    },
  });

/** Recording rules with the value 1, one for each queue, pool or similar object that a service declares. */
export function declaredRecordings(
  kind: keyof typeof expectedOf,
  label: "queue" | "pool" | "quota" | "run" | "loop" | "worker_group" | "stream",
  declared: readonly Declared[],
): Recording[] {
  const sort = ({ service, name }: Declared) => [service.system, service.service, name].join("/");
  return [...declared]
    .sort((a, b) => (sort(a) < sort(b) ? -1 : 1))
    .map(({ service, name }) => ({ record: expectedOf[kind], expr: promql`1`, labels: { ...keyOf(service), [label]: name } }));
}
