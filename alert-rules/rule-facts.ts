import type { Cron } from "../exporters/model/cron";
import type { StoreName } from "../exporters/model/environments-schema";
import type { PageBudget } from "../exporters/model/lighthouse";
import type { Objective } from "../exporters/model/objectives";
import type { RunCounter } from "../exporters/model/runs-schema";
import type { ServiceKind } from "../exporters/model/schema";
import type { Severity, ThresholdKey } from "../exporters/model/thresholds";
import type { AiProfileId } from "../exporters/instrumentation/ai";
import type { HttpProfileId } from "../exporters/instrumentation/http";
import type { QueueProfileId } from "../exporters/instrumentation/queue";
import type { TargetLabels } from "../exporters/scrape/targets";

/** A threshold that the catalogue sets for one service, in place of the default. */
export interface OwnThreshold {
  readonly key: ThresholdKey;
  readonly severity: Severity;
  /** The threshold in base units. `off` disables the alert at this severity. */
  readonly value: number;
  readonly service: TargetLabels;
  /** How long the value must be beyond the threshold before the alert fires, in seconds. Default: the alert's `for`. */
  readonly wait?: number | undefined;
  /** Minimum number of events, such as failed requests, for the alert to fire. Default: the alert's own minimum. */
  readonly least?: number | undefined;
  /** Value of the label `routes`. Set only if the threshold is for a group of routes. */
  readonly routes?: string | undefined;
}

/** An objective and the service that declares it. */
export interface OwnObjective extends Objective {
  readonly service: TargetLabels;
}

/** A queue, pool, quota, kind of run, loop, group of workers, kind of stream or check that the catalogue declares for a service. */
export interface Declared {
  readonly service: TargetLabels;
  readonly name: string;
  /** Set for a kind of run with its own counter. Such a counter may appear only with the first run. */
  readonly counted?: true;
}

/** A kind of run that a service counts with its own counter. */
export interface CountedRun extends RunCounter {
  readonly service: TargetLabels;
  readonly name: string;
}

/** One address of a dependency to which a service measures its calls. */
export interface DeclaredCall {
  readonly service: TargetLabels;
  readonly dependency: string;
  readonly host: string;
}

/** A service that measures its calls to AI providers. */
export interface AiCaller {
  readonly service: TargetLabels;
  readonly profile: AiProfileId;
}

/** The budget of one score of a page that a CI job measures with Lighthouse. */
export interface DeclaredBudget extends PageBudget {
  readonly service: TargetLabels;
}

/** One uptime check of a service. */
export interface DeclaredCheck {
  readonly service: TargetLabels;
  /** Name of the check. */
  readonly probe: string;
  /** URL in the stack's network. It is the label `instance` of the check's series. */
  readonly url: string;
  /** Key of the check in Gatus. */
  readonly key: string;
}

/** A pattern of log records that a service declares. An alert counts the matching records. */
export interface DeclaredPattern {
  readonly service: TargetLabels;
  readonly name: string;
  readonly severity: Severity;
  /** Number of matching records within 5 minutes at which the alert fires. */
  readonly threshold: number;
  /** How long the number must be at the threshold or above it, in seconds. 0: the alert fires at once. */
  readonly wait: number;
}

/** When the runs of a job are due. */
export interface DueTimes {
  /** The cron schedule, its time zone, `grace` and `early` as text. This text is the value of the label `schedule`. */
  readonly schedule: string;
  readonly cron: Cron;
  /** The smallest and the largest UTC offset of the schedule's time zone within a year, in seconds. */
  readonly offsets: readonly [number, number];
  /** How late (`grace`) and how early (`early`) a success may be, in seconds. */
  readonly grace: number;
  readonly early: number;
}

/** One job of a service. */
export interface DeclaredJob {
  readonly service: TargetLabels;
  readonly name: string;
  /** Key of the job's heartbeat in Gatus. */
  readonly heartbeat: string;
  /** Longest allowed time between two successes, in seconds. */
  readonly seconds: number;
  readonly severity: "critical" | "warning";
  /** Absent if the job has no schedule. */
  readonly due?: DueTimes;
}

/**
 * The data about an environment from which its rules are rendered. The number of alerts depends on the kinds of services, not on the number
 * of services. Only the number of recording rules for catalogue data, and for thresholds that services set, grows with the number of
 * services.
 */
export interface RuleFacts {
  readonly kinds: ReadonlySet<ServiceKind>;
  /** Whether Prometheus discovers services that the catalogue does not list. */
  readonly discovers: boolean;
  /** Whether discovered services may have a profile of HTTP services. */
  readonly discoversHttp: boolean;
  /** Whether the OTLP proxy accepts telemetry from outside the stack's network. */
  readonly acceptsFromOutside: boolean;
  /** Whether web pages of services send telemetry from browsers. */
  readonly hasBrowsers: boolean;
  /** Whether log agents read the log files of containers. */
  readonly readsLogFiles: boolean;
  /** Whether node_exporter measures the hosts. */
  readonly watchesHosts: boolean;
  /** Whether Prometheus scrapes the kubelets, which measure containers and volumes. */
  readonly watchesContainers: boolean;
  /** Whether Prometheus scrapes kube-state-metrics. */
  readonly readsKubeState: boolean;
  /** Stores for logs and traces. */
  readonly stores: ReadonlySet<StoreName>;
  /** Whether the gateway samples traces. */
  readonly samplesTraces: boolean;
  readonly httpProfiles: readonly HttpProfileId[];
  readonly queueProfiles: readonly QueueProfileId[];
  readonly hasPools: boolean;
  readonly hasQuotas: boolean;
  readonly hasProbes: boolean;
  /** Whether blackbox_exporter also requests public URLs of checks. */
  readonly hasPublicProbes: boolean;
  /** Whether any probe or public address uses TLS. If so, the environment has alerts about certificates. */
  readonly hasCertificates: boolean;
  /** What services declare in the catalogue and report under the declared name, such as queues and pools. */
  readonly declared: Readonly<Record<"queues" | "pools" | "quotas" | "runs" | "loops" | "workerGroups" | "streams", readonly Declared[]>>;
  /** Whether the status of any runs is in hashes in Redis. */
  readonly hasHashedRuns: boolean;
  readonly countedRuns: readonly CountedRun[];
  /** Services that measure their calls to AI providers, each with its profile. */
  readonly ai: readonly AiCaller[];
  /** The addresses of all dependencies to which services measure their calls. */
  readonly calls: readonly DeclaredCall[];
  /** Budgets of the scores of pages that CI jobs measure with Lighthouse. */
  readonly lighthouse: readonly DeclaredBudget[];
  readonly checks: readonly DeclaredCheck[];
  readonly jobs: readonly DeclaredJob[];
  /** Checks whose failure is only a warning. */
  readonly warningChecks: readonly Declared[];
  /** The services, the scraped programs of the monitoring stack, the kubelets and kube-state-metrics, each with its owner. */
  readonly services: readonly TargetLabels[];
  readonly targets: readonly (TargetLabels & { readonly job: string; readonly replicas?: number })[];
  readonly pushing: readonly TargetLabels[];
  /** Number of expected standbys of each primary. Primaries without standbys are omitted. */
  readonly standbys: readonly { readonly service: TargetLabels; readonly count: number }[];
  /** Every standby that the catalogue names, with its primary. */
  readonly replicas: readonly { readonly service: TargetLabels; readonly standby: string }[];
  /** Number of expected replicas of each Redis server. Servers without replicas are omitted. */
  readonly redisReplicas: readonly { readonly service: TargetLabels; readonly count: number }[];
  /** Number of expected workers of each queue of a service. Services that declare no number are omitted. */
  readonly queueWorkers: readonly { readonly service: TargetLabels; readonly count: number }[];
  /** Every Redis server that holds a queue. */
  readonly queueStores: readonly TargetLabels[];
  /** Patterns of log records that services declare. */
  readonly logPatterns: readonly DeclaredPattern[];
  /** All objectives of all services. */
  readonly objectives: readonly OwnObjective[];
  /** All thresholds that the catalogue sets, in services or in overrides of the environment. */
  readonly ownThresholds: readonly OwnThreshold[];
}

/** The part of the facts that decides at which severities a threshold has alerts. */
export type OwnThresholds = Pick<RuleFacts, "ownThresholds">;
