import type { BurnWindow, Burning } from "../../burning";
import { identity, type Alert } from "../../model";
import { hours, minutes, seconds, type Duration } from "../../promql";
import type { RuleFacts } from "../../rule-facts";
import { label, text, value } from "../../template";
import { missedOver, objectiveMissed, shareOver } from "./objectives-series";
import { httpRequests } from "./series";
import { burnProofs } from "./objectives-proofs";

const day = hours(24).seconds;
/**
 * Least number of requests that must have missed the objective within a window. A fast burn is an outage after 3; a slow one needs more, because with little
 * traffic 3 of 45 requests are over 6 times a budget of 1 % by chance.
 */
const least = { fast: 3, slow: 10 } as const;
const burn = (window: Duration, times: number, speed: keyof typeof least): BurnWindow => ({
  window,
  times,
  share: shareOver(window),
  missed: missedOver(window),
  least: least[speed],
});

/**
 * Burn-rate thresholds of a 30-day error budget, by severity. It pages when 1.25 % of the budget is used within 30 minutes, 1.7 % within 1 hour, 2.5 % within
 * 2 hours or 5 % within 6 hours. It warns when 10 % is used within 1 day or 3 days.
 */
const burning: Readonly<Record<"critical" | "warning", Pick<Burning, "still" | "windows">>> = {
  critical: {
    still: 6,
    windows: [burn(minutes(30), 18, "fast"), burn(hours(1), 12, "fast"), burn(hours(2), 9, "slow"), burn(hours(6), 6, "slow")],
  },
  warning: {
    still: 1,
    windows: [burn(seconds(day), 3, "slow"), burn(seconds(3 * day), 1, "slow")],
  },
};
/** With little traffic the 5-minute window is noisy; this keeps a slow burn one alert. */
const keptFor = { critical: 60, warning: 3600 } as const;

/** A service burns an error budget too fast. One rule per severity for all services and objectives. */
export function httpErrorBudgetBurning({ objectives }: Pick<RuleFacts, "objectives">): Alert[] {
  if (objectives.length === 0) return [];
  return (["critical", "warning"] as const).map((severity): Alert => ({
    name: "HttpErrorBudgetBurning",
    symptom: "objective",
    severity,
    condition: { type: "burning", series: objectiveMissed, seen: httpRequests.name, ...burning[severity] },
    for: undefined,
    keepFiringFor: seconds(keptFor[severity]),
    identity: [...identity, ...objectiveMissed.extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${value("ratio")} of requests to ${label("system")}/${label("service")} miss the ${label("objective")} objective, more than its error budget allows`,
    impact:
      severity === "critical"
        ? "Users see errors or wait. At this rate the 30-day error budget is used up within five days."
        : "At this rate the 30-day error budget is used up before the 30 days end.",
    firstSteps: [
      "Open the panel: which error budget is burning, since when, and how much of it is left?",
      "Check errors and latency on the same dashboard at that time: which route, since which deployment?",
      "If the last deployment caused it, roll it back; used budget comes back only after 30 days.",
    ],
    panel: "http/budget",
    proofs: burnProofs(severity, keptFor[severity]),
  }));
}
