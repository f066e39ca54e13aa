import type { Service } from "../exporters/model/schema";
import type { Severity } from "../exporters/model/thresholds";
import type { Condition } from "./condition";
import type { FirstCommand, Step } from "./first-command";
import type { PanelId } from "./panel-ids";
import type { Proofs } from "./proofs/scenario";
import type { Duration, MetricName, Promql } from "./promql";
import type { Template } from "./template";

export { identity, seriesWith, serviceKey, type Series } from "./series";

export interface Recording {
  readonly record: MetricName;
  readonly expr: Promql;
  readonly labels?: Readonly<Record<string, string>>;
}

/** What happens when the data of an alert is missing: this alert fires, another alert fires, or no alert is needed. */
export type NoData =
  /** `from`: the last known value that the alert continues to compare. Absent if the alert detects the missing data itself. */
  | { readonly is: "fires"; readonly from?: string }
  | { readonly is: "separate alert"; readonly alert: string }
  | { readonly is: "harmless"; readonly because: string };

/** Value of the `action` label: what the system's automation should do when it receives the alert. */
export type Action = "restart" | "scale" | "disable-ai";

/** Optional static labels of an alert, in addition to `severity` and `symptom`. */
export interface AlertLabels {
  /** What the system's automation should do. Prometheus sets the label even if the catalogue declares no automation. */
  readonly action?: Action;
  /** Who is notified in addition to the owner. */
  readonly audience?: "tenant";
}

/** One alert at one severity. All fields that on-call needs are required. */
export interface Alert {
  /** Name in CamelCase: the object and its problem, e.g. `TargetDown`. All severities of one alert have the same name. */
  readonly name: string;
  /** The kind of problem, e.g. `latency`. Inhibition rules match on it. */
  readonly symptom: string;
  readonly severity: Severity;
  /** When the alert fires. `expressionOf` renders the PromQL of the rule. */
  readonly condition: Condition;
  readonly for: Duration | undefined;
  /** How long the alert keeps firing after its condition ends, to bridge short gaps. */
  readonly keepFiringFor?: Duration;
  /** Whether the alert can be about a service of its pack (`Pack.about`). Default: true for each of these services. */
  readonly about?: (service: Service) => boolean;
  /** Set to false if the alert cannot be about a program of the monitoring stack, although its pack can. */
  readonly aboutStack?: false;
  /** Names of the labels that identify one instance of the alert, in addition to `alertname`, `severity` and `symptom`. */
  readonly identity: readonly string[];
  readonly labels?: AlertLabels;
  /** If false, the alert notifies no receiver. It only inhibits other alerts and is visible on dashboards. Default: true. */
  readonly notifies?: false;
  readonly noData: NoData;
  /** One line: where the problem is, the value, and what is wrong. */
  readonly summary: Template;
  /** The effect on users or the business. */
  readonly impact: string;
  /** What on-call checks or does first, as imperative sentences in order. */
  readonly firstSteps: readonly [Step, ...Step[]];
  /** The command that on-call runs first. */
  readonly firstCommand: FirstCommand;
  readonly panel: PanelId;
  /** Creates the alert's unit tests. A function, because rendering does not need the tests, and most of its time would be spent on them. */
  readonly proofs: () => Proofs;
}

/** A rule group: recording rules, then alerts. Prometheus evaluates them in this order. Each group is rendered to a separate file. */
export interface RuleGroup {
  /** Name of the group and of its file, `<name>.rules.yml`. */
  readonly name: string;
  readonly recordings: readonly Recording[];
  readonly alerts: readonly Alert[];
}
