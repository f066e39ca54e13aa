import { objectivesOf } from "../../../exporters/model/objectives";
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
 * The alert fires only if at least this many requests missed the objective within the window. A slow burn needs more requests, because 3
 * can miss by chance: 3 of 45 requests are already more than 6 times a budget of 1 %.
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
 * Burn-rate thresholds of a 30-day error budget, by severity. They correspond to shares of the budget. Critical: 1.25 % in 30 minutes,
 * 1.7 % in 1 hour, 2.5 % in 2 hours, or 5 % in 6 hours. Warning: 10 % in 1 day or in 3 days.
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
/**
 * `keep_firing_for` in seconds. With little traffic, the 5-minute share is noisy, so without `keep_firing_for` a slow burn would cause
 * several alerts.
 */
const keptFor = { critical: 60, warning: 3600 } as const;

/** Alerts for a service that burns an error budget too fast. There is one rule per severity for all services and objectives. */
export function httpErrorBudgetBurning({ objectives }: Pick<RuleFacts, "objectives">): Alert[] {
  if (objectives.length === 0) return [];
  return (["critical", "warning"] as const).map((severity): Alert => ({
    name: "HttpErrorBudgetBurning",
    symptom: "objective",
    about: (service) => objectivesOf(service).length > 0,
    severity,
    condition: { type: "burning", series: objectiveMissed, seen: httpRequests.name, ...burning[severity] },
    for: undefined,
    keepFiringFor: seconds(keptFor[severity]),
    identity: [...identity, ...objectiveMissed.extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    summary: text`${label("system")}/${label("service")}: ${value("ratio")} of requests miss the ${label("objective")} objective, more than its error budget allows`,
    impact:
      severity === "critical"
        ? "Users see errors or wait. At this rate, the 30-day error budget is used up within five days."
        : "At this rate, the 30-day error budget is used up before the 30 days end.",
    firstSteps: [
      "Open the panel. Find out which error budget is burning, since when, and how much of it is left.",
      {
        step: "Check errors and latency at that time on the same dashboard. Find the affected route, and compare the start of the problem with the last deployment.",
        command: { query: "topk(10, service_route:http_request_duration_seconds:p95_5m{$service})" },
      },
      "If the last deployment caused the problem, roll it back. Used budget returns only after 30 days.",
    ],
    firstCommand: { query: "service:http_request_errors:rate1h{$service} / service:http_requests:rate1h{$service}" },
    panel: "http/budget",
    proofs: () => burnProofs(severity, keptFor[severity]),
  }));
}
