import type { Service } from "../exporters/model/schema";
import type { Threshold } from "./condition";
import type { RuleGroup } from "./model";
import type { RuleFacts } from "./rule-facts";

/**
 * What a symptom is when something the service depends on is down: a consequence, which then says nothing new; a visible consequence, which users of a
 * public service see, so that nothing suppresses it there; or its own trouble, which nothing suppresses. Lost data, broken replication, quotas,
 * certificates and the stack's own health are never suppressed.
 */
export type SymptomRole = "consequence" | "visible" | "own";

/** What a critical alert explains while it fires: those alerts are not sent then. */
export interface Explains {
  /** Symptoms at the same service. */
  readonly here?: readonly string[];
  /** Labels beside the service's that both must share, e.g. `pool`. None by default. */
  readonly same?: readonly string[];
  /** Symptoms, beside consequences, that it explains at every service of its system and owner. Absent: it is about one service. */
  readonly system?: readonly string[];
  /** Whether it explains the consequences at every service that depends on this one. No by default. */
  readonly dependents?: true;
}

/** What a pack adds to the environment in which alerts are proven. */
export type ProofFacts = Partial<Omit<RuleFacts, "declared" | "kinds" | "ownThresholds">> & {
  readonly declared?: Partial<RuleFacts["declared"]>;
};

/** Everything about the alerts of one subject. `packs/index.ts` lists the packs; rules, runbook, inhibition and proofs come from it. */
export interface Pack {
  /** Name of the rule group and of its file. */
  readonly name: string;
  /** Heading in the runbook. */
  readonly title: string;
  /** Services whose owners can get its alerts. */
  readonly about: (service: Service) => boolean;
  /** Its alerts are about the stack's programs too, whose owner is the platform's. */
  readonly aboutStack?: true;
  /** Environments that have it; every one, where it is not said. */
  readonly when?: (facts: RuleFacts) => boolean;
  /** Thresholds that its alerts compare with. */
  readonly thresholds: readonly Threshold[];
  readonly group: (facts: RuleFacts) => Omit<RuleGroup, "name">;
  readonly proofFacts?: ProofFacts;
  /** Role of each symptom of its alerts. Two packs that share a symptom must agree. */
  readonly symptoms: Readonly<Record<string, SymptomRole>>;
  /** Its critical alerts that explain others, by name. A failed scrape is none of them: it says nothing about users. */
  readonly causes?: Readonly<Record<string, Explains>>;
  /** Its critical alert that a check of the catalogue fails, with the check's name as `probe`. Of a check that means "down" it explains dependents. */
  readonly failedCheck?: string;
}

/** Is the service an application, which may have pools and quotas? */
export const isApplication = (service: Service) => service.kind === "http" || service.kind === "worker";
