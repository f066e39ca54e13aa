import type { View } from "../../exporters/model/catalogue";
import { objectivesOf, objectiveText } from "../../exporters/model/objectives";
import { thresholdSpecs, type Severity } from "../../exporters/model/thresholds";
import { formatQuantity } from "../../exporters/model/units";
import { burningText } from "../burning";
import type { Fixed, Threshold } from "../condition";
import { effective, effectiveText } from "../effective";
import type { Alert } from "../model";

function thresholdSentence({ key, defaults, direction, atThreshold, guard }: Threshold, severity: Severity): string {
  const { help, dimension } = thresholdSpecs[key];
  const side = atThreshold ? `at or ${direction}` : direction;
  const value = defaults[severity];
  const also = guard === undefined ? "" : `, and ${guard.when}`;
  if (value === undefined) return `${help} is ${side} the service's own threshold${also}; a service without one has no alert`;
  return `${help} is ${side} **${formatQuantity(value, dimension)}**${also}`;
}

const comparisons: Readonly<Record<Fixed["comparison"], (value: string) => string>> = {
  ">": (value) => `above ${value}`,
  "<": (value) => `below ${value}`,
  "<=": (value) => `${value} or less`,
  "==": (value) => value,
};

const gibibyte = 2 ** 30;

function fixedSentence({ series, help, dimension, comparison, value, when, or }: Fixed): string {
  const text =
    dimension === "duration" || dimension === "ratio"
      ? formatQuantity(value, dimension)
      : dimension === "bytes" && value % gibibyte === 0
        ? `${value / gibibyte} GiB`
        : String(value);
  const compared = comparisons[comparison](`**${text}**`);
  const first =
    when === undefined ? `${help.charAt(0).toLowerCase()}${help.slice(1)} is ${compared}` : `${when} (\`${series.text}\` is ${compared})`;
  return or === undefined ? first : `${first}; or ${or.when}`;
}

/** Describes the condition of an alert. The text completes the sentence "The alert fires when ...". */
export function conditionText({ condition, severity }: Pick<Alert, "condition" | "severity">): string {
  switch (condition.type) {
    case "threshold":
      return thresholdSentence(condition, severity);
    case "fixed":
      return fixedSentence(condition);
    case "burning":
      return burningText(condition);
    case "expression":
      return condition.when;
  }
}

/** Markdown lines of a table with all objectives in these environments. Empty unless an alert is about objectives. */
export function objectiveRows(alerts: readonly Pick<Alert, "condition">[], views: readonly View[]): string[] {
  if (!alerts.some(({ condition }) => condition.type === "burning")) return [];
  const rows = views.flatMap((view) =>
    view.systems.flatMap((system) =>
      system.services.flatMap((service) =>
        objectivesOf(service).map(
          (objective) =>
            `| ${[view.environment.id, `${system.id}/${service.name}`, objective.name, objectiveText(objective)].join(" | ")} |`,
        ),
      ),
    ),
  );
  return ["Objectives, over 30 days:", "", "| Environment | Service | Objective | Share of requests |", "|---|---|---|---|", ...rows, ""];
}

/**
 * Markdown lines of a table with the thresholds that services and environments set for these alerts, at any severity. If none is set, a
 * sentence replaces the table. Empty if no alert has a threshold.
 */
export function ownThresholdRows(alerts: readonly Pick<Alert, "condition">[], views: readonly View[]): string[] {
  const condition = alerts.map((alert) => alert.condition).find(({ type }) => type === "threshold");
  if (condition?.type !== "threshold") return [];
  const rows = views.flatMap((view) =>
    view.systems.flatMap((system) =>
      system.services.flatMap((service) =>
        effective(service)
          .filter(({ key, own }) => own && key === condition.key)
          .map((entry) => {
            const cells = [view.environment.id, `${system.id}/${service.name}`, entry.severity, effectiveText(entry)];
            return `| ${cells.join(" | ")} |`;
          }),
      ),
    ),
  );
  if (rows.length === 0) return ["Every service has the default threshold.", ""];
  return [
    "The catalogue sets these thresholds, for a service or for a service in one environment:",
    "",
    "| Environment | Service | Severity | Threshold |",
    "|---|---|---|---|",
    ...rows,
    "",
  ];
}
