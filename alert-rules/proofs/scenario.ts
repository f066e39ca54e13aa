import type { Severity } from "../../exporters/model/thresholds";
import type { RawSeries } from "./samples";

/** What must be firing at one moment: exactly these instances of the alert, each by all labels of its identity. */
export interface Check {
  /** Seconds from the start. */
  readonly at: number;
  readonly alert: string;
  readonly severity: Severity;
  /** Identity labels of the alert; the instances are grouped by them, so a lost label fails the check. */
  readonly identity: readonly string[];
  readonly firing: readonly Readonly<Record<string, string>>[];
  /** With it, the check is about every moment of so many seconds before `at`: what fired at any of them counts. */
  readonly over?: number;
  /** With it, the check is about instances with this label alone. */
  readonly where?: Readonly<Record<string, { readonly is: string } | { readonly isNot: string }>>;
}

/** Raw exporter series and what must come of them. */
export interface Scenario {
  readonly title: string;
  readonly series: readonly RawSeries[];
  readonly checks: readonly [Check, ...Check[]];
}

/** One or more scenarios. */
export type Scenarios = readonly [Scenario, ...Scenario[]];

/** The four things every alert is proven to do. */
export interface Proofs {
  readonly fires: Scenarios;
  readonly quiet: Scenarios;
  readonly resolves: Scenarios;
  /** What happens when the data is missing, as the alert's `noData` says. */
  readonly noData: Scenarios;
}

export const proofNames = ["fires", "quiet", "resolves", "noData"] as const satisfies readonly (keyof Proofs)[];
