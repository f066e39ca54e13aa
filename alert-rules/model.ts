import type { Severity } from "../exporters/model/thresholds";
import type { Condition } from "./condition";
import type { PanelId } from "./panel-ids";
import type { Proofs } from "./proofs/scenario";
import type { Duration, MetricName, Promql } from "./promql";
import type { Template } from "./template";

export { identity, serviceKey, type Series } from "./series";

/** A rule that records a series. */
export interface Recording {
  readonly record: MetricName;
  readonly expr: Promql;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What it means when the data an alert reads is missing. */
export type NoData =
  | { readonly is: "fires" }
  | { readonly is: "separate alert"; readonly alert: string }
  | { readonly is: "harmless"; readonly because: string };

/** What a program that answers alerts is asked to do. */
export type Action = "restart" | "scale" | "disable-ai";

/** Static labels beside severity and symptom. */
export interface AlertLabels {
  /** For the automation of the system, where one is declared. */
  readonly action?: Action;
  /** Who is told beside the owner. */
  readonly audience?: "tenant";
}

/** One alert at one severity, complete: nothing about it is optional that a person at 3 a.m. would miss. */
export interface Alert {
  /** CamelCase, `<Thing><Trouble>`; the same for all severities of one symptom. */
  readonly name: string;
  /** What kind of trouble it is, e.g. `latency`; inhibition and routing read it. */
  readonly symptom: string;
  readonly severity: Severity;
  /** What it fires on. `expressionOf` prints the rule's PromQL from it. */
  readonly condition: Condition;
  readonly for: Duration | undefined;
  /** How long it stays after the condition ended, to bridge short gaps. */
  readonly keepFiringFor?: Duration;
  /** Labels of the alert's instances, beside `alertname`, `severity` and `symptom`. */
  readonly identity: readonly string[];
  readonly labels?: AlertLabels;
  readonly noData: NoData;
  /** One line: what is wrong, with names and the value. */
  readonly summary: Template;
  /** What users or the business notice. */
  readonly impact: string;
  /** What to look at or do first, in order. */
  readonly firstSteps: readonly [string, ...string[]];
  readonly panel: PanelId;
  readonly proofs: Proofs;
}

/** Rules evaluated one after the other, in one file. */
export interface RuleGroup {
  /** Also the file's name: `<name>.rules.yml`. */
  readonly name: string;
  readonly recordings: readonly Recording[];
  readonly alerts: readonly Alert[];
}
