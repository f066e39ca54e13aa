import type { Severity } from "../../exporters/model/thresholds";
import type { RawSeries } from "./samples";

/** The expected instances of an alert at one time. Exactly the instances in `firing` must fire, each with all its identity labels. */
export interface Check {
  /** Seconds from the start of the scenario. */
  readonly at: number;
  readonly alert: string;
  readonly severity: Severity;
  /**
   * Names of the alert's identity labels. Firing instances have exactly these labels and the alert's constant labels, such as `severity`.
   */
  readonly identity: readonly string[];
  readonly firing: readonly Readonly<Record<string, string>>[];
  /** If set, the check covers this many seconds before `at`. An alert that fired at any time in this period counts as firing. */
  readonly over?: number;
  /** Set if the check is about the exact time of a change. Transformations can move that time, so transformed scenarios omit the check. */
  readonly exact?: true;
  /** If set, the check covers only instances whose labels meet these conditions. */
  readonly where?: Readonly<Record<string, { readonly is: string } | { readonly isNot: string }>>;
}

/** One promtool test: raw series, and the alerts that are expected for them. */
export interface Scenario {
  readonly title: string;
  readonly series: readonly RawSeries[];
  readonly checks: readonly [Check, ...Check[]];
  /**
   * Seconds between two scrapes and between two evaluations of the rules: a multiple of `step`. A large interval makes a long scenario
   * faster. Samples between these scrapes are omitted. Default: `step`.
   */
  readonly every?: number;
}

export type Scenarios = readonly [Scenario, ...Scenario[]];

/** The unit tests ("proofs") of an alert. Every alert has scenarios for four behaviours. */
export interface Proofs {
  readonly fires: Scenarios;
  readonly quiet: Scenarios;
  readonly resolves: Scenarios;
  /** Scenarios with missing data. The alert must behave as its `noData` declares. */
  readonly noData: Scenarios;
}

export const proofNames = ["fires", "quiet", "resolves", "noData"] as const satisfies readonly (keyof Proofs)[];
