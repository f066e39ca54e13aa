import { expression } from "../../condition";
import { probeJob } from "../../../exporters/scrape/probes";
import { poolPending, poolUsedRatio } from "../pool/series";
import { jobsWaiting } from "../queue/series";
import { quotaTenants } from "../quota/series";
import type { Declared } from "../../rule-facts";
import { keyOf } from "../../owner";
import { identity, serviceKey, type Alert, type Recording } from "../../model";
import { gone, hold, type Phase, type RawSeries } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { upOf } from "../../proofs/service";
import { poolSeries, proofPoolInstance } from "../pool/world";
import { proofQueueInstance, queueSeries } from "../queue/world";
import { proofQuotaInstance, quotaSeries } from "../quota/world";
import { queueProfiles } from "../../../exporters/instrumentation/queue";
import { isNot, labels, metric, minutes, promql, select, type MetricName, type Promql } from "../../promql";
import { label, text, type Template } from "../../template";
import { expectedForLong, firstSeen } from "./expected";

const wait = minutes(2);
/** How long the canonical series outlive the raw ones. */
const bridge = 60;

/** Something a service of the catalogue says it reports. */
interface Reported {
  readonly name: string;
  readonly severity: Alert["severity"];
  readonly label: string;
  readonly expected: MetricName;
  /** What is there while it is reported. */
  readonly seen: Promql;
  readonly summary: Template;
  readonly impact: string;
  readonly firstSteps: Alert["firstSteps"];
  readonly panel: Alert["panel"];
  readonly instance: Readonly<Record<string, string>>;
  /** Raw series of each profile by its job, while it is reported. */
  readonly worlds: Readonly<Record<string, (phases: readonly Phase<true>[]) => RawSeries[]>>;
}

function proofsOf({ name, severity, label: extra, instance, worlds }: Reported): Alert["proofs"] {
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
  return {
    fires: each((job, series) => ({
      title: `${name} ${severity} fires when the target answers but tells nothing of it any more (${job})`,
      series: [...series([hold(300, true), gone(600)]), upOf(job, [hold(900, true)])],
      checks: [at(285, false), at(300 + missing - 90, false), at(300 + missing + 30, true)],
    })),
    quiet: each((job, series) => ({
      title: `${name} ${severity} leaves a target that does not answer to TargetDown (${job})`,
      series: [...series([hold(300, true), gone(600)]), upOf(job, [hold(300, true), gone(600)])],
      checks: [at(285, false), at(300 + missing + 30, false), at(885, false)],
    })),
    resolves: each((job, series) => ({
      title: `${name} ${severity} resolves when it is reported again (${job})`,
      series: [...series([gone(300), hold(300, true)]), upOf(job, [hold(600, true)])],
      checks: [at(285, true), at(330, false)],
    })),
    noData: each((job) => ({
      title: `${name} ${severity} fires when it was never reported, as under another name (${job})`,
      series: [upOf(job, [hold(600, true)])],
      checks: [at(wait.seconds - 15, false), at(firstSeen.seconds + wait.seconds + 30, true)],
    })),
  };
}

/** The target answers and tells nothing of what the catalogue says it reports: without this, its alerts could not fire and nobody would know. */
const reportedMissing = (of: Reported): Alert => ({
  name: of.name,
  symptom: "unreported",
  severity: of.severity,
  condition: expression(
    `a ${of.label} of the catalogue is not reported, though the service answers its scrape`,
    promql`
    max by (${labels(...serviceKey, of.label)}) (
      ${expectedForLong(of.expected)}
        unless on (${labels(...serviceKey, of.label)})
          ${of.seen}
    )
      unless on (${labels(...serviceKey)})
        max by (${labels(...serviceKey)}) (max_over_time(${select(metric("up"), { job: isNot(probeJob) })}[${minutes(1)}])) == 0`,
  ),
  for: wait,
  identity: [...identity, of.label],
  noData: { is: "fires" },
  summary: of.summary,
  impact: of.impact,
  firstSteps: of.firstSteps,
  panel: of.panel,
  proofs: proofsOf(of),
});

const expectedOf = { queues: metric("expected:queues:info"), pools: metric("expected:pools:info"), quotas: metric("expected:quotas:info") };

const where = text`${label("system")}/${label("service")}`;

const compare = "Compare the name in the catalogue with the one the application reports.";

export const queueMissing = (): Alert =>
  reportedMissing({
    name: "QueueMissing",
    severity: "critical",
    label: "queue",
    expected: expectedOf.queues,
    seen: promql`${jobsWaiting.name}`,
    summary: text`${where}: nothing is known of queue ${label("queue")}`,
    impact: "Whoever reads the queue cannot: jobs may not be worked on, and no alert about them can fire.",
    firstSteps: [
      "See whether Redis answers and lets the worker, or the exporter that looks for it, read: address, password, rights, connections.",
      "Read the log of what reports the queue: the worker itself, or redis_exporter for arq.",
      compare,
    ],
    panel: "queues/depth",
    instance: proofQueueInstance,
    worlds: Object.fromEntries(
      Object.values(queueProfiles).map((profile) => [
        profile.id,
        (phases: readonly Phase<true>[]) =>
          queueSeries(
            profile,
            phases.map((phase) => ({ for: phase.for, value: phase.value && {} })),
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
    summary: text`${where}: nothing, or not everything, is known of connection pool ${label("pool")}`,
    impact: "If the pool is exhausted, nobody will be told.",
    firstSteps: [
      "See which of its numbers the metrics endpoint shows: connections by state, most, waiting callers.",
      compare,
      "Libraries report part of it only: let the application set the rest from the pool itself.",
    ],
    panel: "postgres/pool",
    instance: proofPoolInstance,
    worlds: {
      "prom-client": (phases) =>
        poolSeries(
          "prom-client",
          phases.map((phase) => ({ for: phase.for, value: phase.value && {} })),
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
    summary: text`${where}: nothing is known of any tenant's ${label("quota")}`,
    impact: "Tenants are not told that they come near their limit.",
    firstSteps: [
      "See whether the service can read the use from where it is kept: its database, its log.",
      compare,
      "A service without a single tenant has nothing to report: declare the quota when it has one.",
    ],
    panel: "tenants/quota",
    instance: proofQuotaInstance,
    worlds: {
      "prom-client": (phases) =>
        quotaSeries(
          "prom-client",
          phases.map((phase) => ({ for: phase.for, value: phase.value && 1 })),
        ),
    },
  });

/** One recording for each thing services say they report. */
export function declaredRecordings(
  kind: keyof typeof expectedOf,
  label: "queue" | "pool" | "quota",
  declared: readonly Declared[],
): Recording[] {
  const sort = ({ service, name }: Declared) => [service.system, service.service, name].join("/");
  return [...declared]
    .sort((a, b) => (sort(a) < sort(b) ? -1 : 1))
    .map(({ service, name }) => ({ record: expectedOf[kind], expr: promql`1`, labels: { ...keyOf(service), [label]: name } }));
}
