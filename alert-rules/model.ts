import type { Severity } from "../exporters/model/thresholds";
import type { Condition } from "./condition";
import type { PanelId } from "./panel-ids";
import type { Proofs } from "./proofs/scenario";
import type { Duration, MetricName, Promql } from "./promql";
import type { Template } from "./template";

export { identity, seriesWith, serviceKey, type Series } from "./series";

/** A recording rule. */
export interface Recording {
  readonly record: MetricName;
  readonly expr: Promql;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What happens when an alert's data is missing. */
export type NoData =
  | { readonly is: "fires" }
  | { readonly is: "separate alert"; readonly alert: string }
  | { readonly is: "harmless"; readonly because: string };

/** What automation is asked to do when it receives the alert. */
export type Action = "restart" | "scale" | "disable-ai";

/** Static labels in addition to severity and symptom. */
export interface AlertLabels {
  /** For the system's automation, where the catalogue declares one. */
  readonly action?: Action;
  /** Who is notified in addition to the owner. */
  readonly audience?: "tenant";
}

/** One alert at one severity, complete: everything that a person at 3 a.m. needs is required. */
export interface Alert {
  /** CamelCase, `<Thing><Trouble>`; the same for all severities of one symptom. */
  readonly name: string;
  /** The kind of problem, e.g. `latency`; used for inhibition and routing. */
  readonly symptom: string;
  readonly severity: Severity;
  /** When it fires. `expressionOf` renders the rule's PromQL from it. */
  readonly condition: Condition;
  readonly for: Duration | undefined;
  /** How long it keeps firing after the condition ended, to bridge short gaps. */
  readonly keepFiringFor?: Duration;
  /** Labels of the alert's instances, in addition to `alertname`, `severity` and `symptom`. */
  readonly identity: readonly string[];
  readonly labels?: AlertLabels;
  /** `false`: it notifies no receiver; it only inhibits other alerts and is visible on dashboards. Default: true. */
  readonly notifies?: false;
  readonly noData: NoData;
  /** One line: what is wrong, where, and the value. */
  readonly summary: Template;
  /** The effect on users or the business. */
  readonly impact: string;
  /** What to check or do first, in order. */
  readonly firstSteps: readonly [string, ...string[]];
  readonly panel: PanelId;
  readonly proofs: Proofs;
}

/** A rule group: its rules are evaluated in order, in one file. */
export interface RuleGroup {
  /** Also the file name: `<name>.rules.yml`. */
  readonly name: string;
  readonly recordings: readonly Recording[];
  readonly alerts: readonly Alert[];
}
