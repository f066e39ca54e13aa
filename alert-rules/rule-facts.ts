import type { StoreName } from "../exporters/model/environments-schema";
import type { Objective } from "../exporters/model/objectives";
import type { ServiceKind } from "../exporters/model/schema";
import type { Severity, ThresholdKey } from "../exporters/model/thresholds";
import type { HttpProfileId } from "../exporters/instrumentation/http";
import type { QueueProfileId } from "../exporters/instrumentation/queue";
import type { TargetLabels } from "../exporters/scrape/targets";

/** One service's own threshold. */
export interface OwnThreshold {
  readonly key: ThresholdKey;
  readonly severity: Severity;
  /** In base units; `off` disables the alert at this severity. */
  readonly value: number;
  readonly service: TargetLabels;
}

/** One objective of a service. */
export interface OwnObjective extends Objective {
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
  /** Longest allowed time between two successes. */
  readonly seconds: number;
  readonly severity: "critical" | "warning";
}

/** What the rules need to know about an environment. Their number depends on the kinds of services, not on the number of services. */
export interface RuleFacts {
  readonly kinds: ReadonlySet<ServiceKind>;
  /** Stores for logs and traces. */
  readonly stores: ReadonlySet<StoreName>;
  readonly httpProfiles: readonly HttpProfileId[];
  readonly queueProfiles: readonly QueueProfileId[];
  readonly hasPools: boolean;
  readonly hasQuotas: boolean;
  readonly hasProbes: boolean;
  /** Whether any probe uses TLS, so that it sees a certificate. */
  readonly hasCertificates: boolean;
  /** Queues, pools and quotas that services of the catalogue declare, by the name under which they report them. */
  readonly declared: Readonly<Record<"queues" | "pools" | "quotas", readonly Declared[]>>;
  readonly jobs: readonly DeclaredJob[];
  /** Every service of the catalogue and every program of the stack, with its owner. */
  readonly services: readonly TargetLabels[];
  readonly targets: readonly (TargetLabels & { readonly job: string })[];
  readonly pushing: readonly TargetLabels[];
  /** Expected standbys of each primary; primaries with 0 are left out. */
  readonly standbys: readonly { readonly service: TargetLabels; readonly count: number }[];
  /** All objectives of all services. */
  readonly objectives: readonly OwnObjective[];
  /** All own thresholds of services. */
  readonly ownThresholds: readonly OwnThreshold[];
}

/** The facts that decide at which severities a threshold has alerts. */
export type OwnThresholds = Pick<RuleFacts, "ownThresholds">;
