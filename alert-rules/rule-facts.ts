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
  /** In base units; `off` for no alert at this severity. */
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
  /** Some check from outside speaks TLS, so that a certificate is seen. */
  readonly hasCertificates: boolean;
  /** What services of the catalogue say they report, by the name they report it under. */
  readonly declared: Readonly<Record<"queues" | "pools" | "quotas", readonly Declared[]>>;
  readonly jobs: readonly DeclaredJob[];
  /** Every service of the catalogue and every program of the stack, with its owner. */
  readonly services: readonly TargetLabels[];
  readonly targets: readonly (TargetLabels & { readonly job: string })[];
  readonly pushing: readonly TargetLabels[];
  /** Standbys each primary must have; primaries with 0 are left out. */
  readonly standbys: readonly { readonly service: TargetLabels; readonly count: number }[];
  /** Every objective that a service has. */
  readonly objectives: readonly OwnObjective[];
  /** Every threshold that a service sets itself. */
  readonly ownThresholds: readonly OwnThreshold[];
}

/** What decides at which severities a threshold has alerts. */
export type OwnThresholds = Pick<RuleFacts, "ownThresholds">;
