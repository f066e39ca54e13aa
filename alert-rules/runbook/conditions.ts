import type { View } from "../../exporters/model/catalogue";
import { objectivesOf, objectiveText } from "../../exporters/model/objectives";
import { thresholdSpecs } from "../../exporters/model/thresholds";
import { formatQuantity } from "../../exporters/model/units";
import { burningText } from "../burning";
import { effective } from "../effective";
import type { Alert } from "../model";

/** When an alert fires, in words; for anything that is no threshold, its query says it. */
export function conditionText({ condition, severity }: Pick<Alert, "condition" | "severity">): string {
  if (condition.type === "burning") return burningText(condition);
  if (condition.type !== "threshold") return "the query has a result";
  const { help, dimension } = thresholdSpecs[condition.key];
  const value = condition.defaults[severity];
  if (value === undefined) return `${help} is ${condition.direction} the service's own limit; without one, never`;
  return `${help} is ${condition.direction} **${formatQuantity(value, dimension)}**`;
}

/** A table of every objective of these services, for an alert about objectives; no lines for other alerts. */
export function objectiveRows(alerts: readonly Pick<Alert, "condition">[], views: readonly View[]): string[] {
  if (!alerts.some(({ condition }) => condition.type === "burning")) return [];
  const rows = views.flatMap((view) =>
    view.systems.flatMap((system) =>
      system.services.flatMap((service) =>
        objectivesOf(service).map(
          (objective) => `| ${[view.environment.id, `${system.id}/${service.name}`, objective.name, objectiveText(objective)].join(" | ")} |`,
        ),
      ),
    ),
  );
  return ["Objectives, over 30 days:", "", "| Environment | Service | Objective | Share of requests |", "|---|---|---|---|", ...rows, ""];
}

/** A table of every own threshold, at any severity, that services have for what these alerts compare; no lines for other alerts. */
export function ownThresholdRows(alerts: readonly Pick<Alert, "condition">[], views: readonly View[]): string[] {
  const condition = alerts.map((alert) => alert.condition).find(({ type }) => type === "threshold");
  if (condition?.type !== "threshold") return [];
  const { dimension } = thresholdSpecs[condition.key];
  const rows = views.flatMap((view) =>
    view.systems.flatMap((system) =>
      system.services.flatMap((service) =>
        effective(service)
          .filter(({ key, own }) => own && key === condition.key)
          .map(({ severity, value }) => {
            const cells = [view.environment.id, `${system.id}/${service.name}`, severity, formatQuantity(value, dimension)];
            return `| ${cells.join(" | ")} |`;
          }),
      ),
    ),
  );
  if (rows.length === 0) return ["No service sets a limit of its own.", ""];
  return ["These services set limits of their own:", "", "| Environment | Service | Severity | Limit |", "|---|---|---|---|", ...rows, ""];
}
