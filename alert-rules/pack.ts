import type { Service } from "../exporters/model/schema";
import type { Severity } from "../exporters/model/thresholds";
import type { Threshold } from "./condition";
import type { RuleGroup } from "./model";
import type { RuleFacts } from "./rule-facts";

/**
 * How alerts with a symptom are treated while a dependency of their service is down.
 * - `consequence`: the alert adds no information and is inhibited.
 * - `visible`: the alert is inhibited, except for a public service, whose users see the problem.
 * - `own`: the symptom is a separate problem that no other service explains, e.g. lost data, broken replication, quotas or certificates.
 */
export type SymptomRole = "consequence" | "visible" | "own";

/** Which other alerts an alert explains. While the alert fires, the others are inhibited. */
export interface Explains {
  /** Severity of the alert that explains the others. Default: `critical`. */
  readonly severity?: Severity;
  /** Symptoms that the alert explains in its own service. Default: none. */
  readonly here?: readonly string[];
  /** Labels that must be equal in this alert and in the alerts that it explains, in addition to the service's labels. Default: none. */
  readonly same?: readonly string[];
  /**
   * Set only for an alert about a whole system. In those services of the system that have the alert's owner, the alert explains these
   * symptoms and all symptoms with the role `consequence`. In all internal services of the system, it explains all symptoms with the role
   * `visible`.
   */
  readonly system?: readonly string[];
  /**
   * If true, the alert also explains symptoms in every service that depends on the alert's service: those with the role `consequence`, and
   * in internal services also those with the role `visible`. Default: false.
   */
  readonly dependents?: true;
}

/** Facts that a rule pack adds to the simulated environment of the alerts' unit tests ("proofs"). */
export type ProofFacts = Partial<Omit<RuleFacts, "declared" | "kinds" | "ownThresholds">> & {
  readonly declared?: Partial<RuleFacts["declared"]>;
};

/**
 * A rule pack: the recording rules and alerts about one subject, e.g. Redis. `packs/index.ts` lists all packs. Rules, the runbook,
 * inhibition rules and the alerts' unit tests are derived from them.
 */
export interface Pack {
  /** Name of the rule group and of its rule file. */
  readonly name: string;
  /** Heading of the pack's alerts in the runbook. */
  readonly title: string;
  /** Whether the pack's alerts can be about the service. If so, the service's owner can receive them. */
  readonly about: (service: Service) => boolean;
  /** Set if the pack's alerts also cover the programs of the monitoring stack, which belong to the platform's owner. */
  readonly aboutStack?: true;
  /** Set if the pack's alerts read series of targets other than the service's own targets, such as kubelets or probes. */
  readonly readsOtherTargets?: true;
  /** Whether the environment with these facts has the pack. Default: every environment has it. */
  readonly when?: (facts: RuleFacts) => boolean;
  /** Thresholds that the pack's alerts use. */
  readonly thresholds: readonly Threshold[];
  readonly group: (facts: RuleFacts) => Omit<RuleGroup, "name">;
  readonly proofFacts?: ProofFacts;
  /** Role of each symptom of the pack's alerts. Two packs that share a symptom must give it the same role. */
  readonly symptoms: Readonly<Record<string, SymptomRole>>;
  /** The pack's alerts that explain others, by name. `TargetDown` is omitted: a failed scrape does not mean that the service is down. */
  readonly causes?: Readonly<Record<string, Explains>>;
  /**
   * Name of the pack's alert for a failed uptime check. The alert has the severity of the check, and the check's name in the label `probe`.
   * If a failure of the check means that the service is down, the alert explains the alerts of dependents.
   */
  readonly failedCheck?: string;
}

/** Whether the service has metrics. A service of kind `external` is only probed. */
export const hasMetrics = (service: Service) => service.kind !== "external";

/** Whether the service is an application. Only applications may have connection pools and quotas. */
export const isApplication = (service: Service) => service.kind === "http" || service.kind === "worker";
