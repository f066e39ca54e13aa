import type { Burning } from "../../burning";
import { identity, type Alert } from "../../model";
import { hours, minutes, seconds } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { label, text, value } from "../../template";
import { missedOver1h, objectiveMissed, shareOver } from "./objectives-series";
import { burnProofs } from "./objectives-proofs";

const day = hours(24).seconds;
/** Requests that must have missed the objective within the last hour. */
const least = 3;

/**
 * How fast a budget of 30 days may burn, by severity. A page comes when 1.25 % of the budget is gone within 30 minutes, or 1.7 % within an hour, 2.5 % within
 * two, 5 % within six; a warning when 10 % is gone within one day or three.
 */
const burning: Readonly<Record<"critical" | "warning", Pick<Burning, "still" | "windows">>> = {
  critical: {
    still: 6,
    windows: [
      { window: minutes(30), share: shareOver(minutes(30)), times: 18 },
      { window: hours(1), share: shareOver(hours(1)), times: 12 },
      { window: hours(2), share: shareOver(hours(2)), times: 9 },
      { window: hours(6), share: shareOver(hours(6)), times: 6 },
    ],
  },
  warning: {
    still: 1,
    windows: [
      { window: seconds(day), share: shareOver(seconds(day)), times: 3 },
      { window: seconds(3 * day), share: shareOver(seconds(3 * day)), times: 1 },
    ],
  },
};
/** A window of 5 minutes goes up and down with little traffic; a budget that burns slowly is no news twice. */
const keptFor = { critical: 60, warning: 3600 } as const;

/** More requests miss an objective of their service than it allows. One rule per severity for all services and objectives. */
export function httpErrorBudgetBurning({ objectives }: Pick<RuleFacts, "objectives">): Alert[] {
  if (objectives.length === 0) return [];
  return (["critical", "warning"] as const).map((severity): Alert => ({
    name: "HttpErrorBudgetBurning",
    symptom: "objective",
    severity,
    condition: { type: "burning", series: objectiveMissed, missed: missedOver1h, least, ...burning[severity] },
    for: undefined,
    keepFiringFor: seconds(keptFor[severity]),
    identity: [...identity, ...objectiveMissed.extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${value("ratio")} of requests to ${label("system")}/${label("service")} miss its objective (${label("objective")}), more than its error budget allows`,
    impact:
      severity === "critical"
        ? "Users get errors, or wait. At this rate the error budget of 30 days is used up within five days or less."
        : "At this rate the error budget of 30 days is used up before they are over.",
    firstSteps: [
      "Open the panel: since when is the budget of which objective used up, and how much of it is left?",
      "Look at the errors and latency of the same dashboard for that time: which route, since which deployment?",
      "If the last deployment did it, take it back; the budget does not come back before 30 days are over.",
    ],
    panel: "http/budget",
    proofs: burnProofs(severity, keptFor[severity]),
  }));
}
