import type { Service } from "../exporters/model/schema";
import type { Severity } from "../exporters/model/thresholds";
import type { Threshold } from "./condition";
import type { RuleGroup } from "./model";
import type { RuleFacts } from "./rule-facts";

/**
 * The role of a symptom when a dependency of the service is down. `consequence`: it adds no information and is inhibited. `visible`: a consequence that users
 * of a public service see, so it is not inhibited there. `own`: a problem in itself, never inhibited, e.g. lost data, broken replication, quotas,
 * certificates and the stack's health.
 */
export type SymptomRole = "consequence" | "visible" | "own";

/** The alerts that an alert explains: while it fires they are inhibited. */
export interface Explains {
  /** Severity of the alert that explains. Default: `critical`. */
  readonly severity?: Severity;
  /** Symptoms at the same service. */
  readonly here?: readonly string[];
  /** Further labels, beside the service's, that both must share, e.g. `pool`. Default: none. */
  readonly same?: readonly string[];
  /** Symptoms, in addition to consequences, that it explains at every service of its system and owner. Absent: it is about one service. */
  readonly system?: readonly string[];
  /** Whether it explains the consequences at every service that depends on this one. Default: false. */
  readonly dependents?: true;
}

/** Facts that a pack adds to the environment of the proofs. */
export type ProofFacts = Partial<Omit<RuleFacts, "declared" | "kinds" | "ownThresholds">> & {
  readonly declared?: Partial<RuleFacts["declared"]>;
};

/** All alerts on one subject. `packs/index.ts` lists the packs; rules, runbook, inhibition and proofs are derived from them. */
export interface Pack {
  /** Name of the rule group and of its file. */
  readonly name: string;
  /** Heading in the runbook. */
  readonly title: string;
  /** Services whose owners can receive its alerts. */
  readonly about: (service: Service) => boolean;
  /** Its alerts also cover the stack's programs, which belong to the platform's owner. */
  readonly aboutStack?: true;
  /** Environments that have this pack. Default: all. */
  readonly when?: (facts: RuleFacts) => boolean;
  /** Thresholds that its alerts use. */
  readonly thresholds: readonly Threshold[];
  readonly group: (facts: RuleFacts) => Omit<RuleGroup, "name">;
  readonly proofFacts?: ProofFacts;
  /** Role of each symptom of its alerts. Two packs that share a symptom must agree. */
  readonly symptoms: Readonly<Record<string, SymptomRole>>;
  /** Its alerts that explain others, by name. A failed scrape is not among them: it says nothing about users. */
  readonly causes?: Readonly<Record<string, Explains>>;
  /** Name of its critical alert for a failed check of the catalogue; the label `probe` has the check's name. For a check that means "down" it explains alerts of dependents. */
  readonly failedCheck?: string;
}

/** Whether the service is an application, which may have pools and quotas. */
export const isApplication = (service: Service) => service.kind === "http" || service.kind === "worker";
