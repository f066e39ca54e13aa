import type { Severity } from "../../exporters/model/thresholds";
import type { RawSeries } from "./samples";

/** What must fire at one time: exactly these instances of the alert, each with all labels of its identity. */
export interface Check {
  /** Seconds from the start. */
  readonly at: number;
  readonly alert: string;
  readonly severity: Severity;
  /** Identity labels of the alert; the instances are grouped by them, so a lost label fails the check. */
  readonly identity: readonly string[];
  readonly firing: readonly Readonly<Record<string, string>>[];
  /** If set, the check covers this many seconds before `at`: an alert that fired at any time in them counts. */
  readonly over?: number;
  /** If set, the check covers only instances with this label. */
  readonly where?: Readonly<Record<string, { readonly is: string } | { readonly isNot: string }>>;
}

/** Raw exporter series and the expected alerts. */
export interface Scenario {
  readonly title: string;
  readonly series: readonly RawSeries[];
  readonly checks: readonly [Check, ...Check[]];
}

/** One or more scenarios. */
export type Scenarios = readonly [Scenario, ...Scenario[]];

/** The four behaviours that every alert has proofs for. */
export interface Proofs {
  readonly fires: Scenarios;
  readonly quiet: Scenarios;
  readonly resolves: Scenarios;
  /** What happens when the data is missing, according to the alert's `noData`. */
  readonly noData: Scenarios;
}

export const proofNames = ["fires", "quiet", "resolves", "noData"] as const satisfies readonly (keyof Proofs)[];
