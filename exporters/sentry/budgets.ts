import type { View } from "../model/catalogue";
import { monitorName } from "../model/naming";
import type { Budgets } from "../model/sentry-budgets";
import type { Written } from "../vendor-plan";
import type { MetricDetectorInputs } from "./inputs/detectors";
import type { SentryDetector } from "./model";
import type { SentryService } from "./projects";

const hour = 3600;
const day = 86_400;

export type BudgetName = keyof Budgets;

/** Title of each budget. The name of the budget's monitor contains this title. */
export const budgetTitles: Readonly<Record<BudgetName, string>> = {
  lcp: "LCP",
  apiDuration: "API duration",
  apiErrorsPerHour: "API errors",
  activeUsers: "active users",
};

interface Budget {
  readonly name: BudgetName;
  readonly aggregate: string;
  readonly query: string;
  readonly window: number;
  readonly worse: "above" | "below";
  /** Milliseconds for durations, otherwise a count. */
  readonly threshold: number;
}

/**
 * Returns the search query for the requests that the service serves, except those of its checks (`uptime`). With Next.js, only requests
 * under `/api/` match.
 */
function apiQuery({ service, sentry }: SentryService): string {
  const checks = service.uptime.flatMap(({ path }) => (path === undefined ? [] : [path.replace(/[?#].*$/s, "")]));
  return [
    "is_transaction:true",
    "span.op:http.server",
    ...(sentry.platform === "javascript-nextjs" ? ["transaction:*/api/*"] : []),
    ...[...new Set(checks)].sort().map((path) => `!transaction:${JSON.stringify(`*${path}`)}`),
  ].join(" ");
}

const milliseconds = (seconds: number): number => Math.round(seconds * 1000);

function declared(view: View, of: SentryService): Budget[] {
  const { lcp, apiDuration, apiErrorsPerHour, activeUsers } = of.sentry.budgets;
  const users = activeUsers?.[view.environment.id];
  const api = apiQuery(of);
  const one = (threshold: number | undefined, rest: (threshold: number) => Budget): Budget[] =>
    threshold === undefined ? [] : [rest(threshold)];
  return [
    ...one(lcp, (threshold) => ({
      name: "lcp",
      aggregate: "p75(measurements.lcp)",
      query: "",
      window: hour,
      worse: "above",
      threshold: milliseconds(threshold),
    })),
    ...one(apiDuration, (threshold) => ({
      name: "apiDuration",
      aggregate: "p95(span.duration)",
      query: api,
      window: hour,
      worse: "above",
      threshold: milliseconds(threshold),
    })),
    ...one(apiErrorsPerHour, (threshold) => ({
      name: "apiErrorsPerHour",
      aggregate: "count(span.duration)",
      query: `${api} span.status_code:5*`,
      window: hour,
      worse: "above",
      threshold,
    })),
    ...one(users, (threshold) => ({
      name: "activeUsers",
      aggregate: "count_unique(user)",
      query: "is_transaction:true",
      window: day,
      worse: "below",
      threshold,
    })),
  ];
}

/** Whether the service has a budget for active users, but not in this environment. */
export const withoutFloor = (view: View, { sentry }: SentryService): boolean =>
  sentry.budgets.activeUsers !== undefined && sentry.budgets.activeUsers[view.environment.id] === undefined;

/**
 * Returns the metric monitors of a service's budgets. Their issues have medium priority, so they notify like warnings. `at` is the project
 * and the owner of the monitors.
 */
export const budgetsOf = (
  view: View,
  at: Pick<Written<MetricDetectorInputs>, "organization" | "project" | "owner">,
  of: SentryService,
): SentryDetector[] =>
  declared(view, of).map(({ name: budget, aggregate, query, window, worse, threshold }): SentryDetector => {
    const name = monitorName(of.system.id, of.service.name, budgetTitles[budget], view.environment.id);
    return {
      type: "sentry:MetricDetector",
      name,
      inputs: {
        ...at,
        name,
        aggregate,
        dataset: "events_analytics_platform",
        eventTypes: ["trace_item_span"],
        query,
        environment: view.environment.id,
        windowSeconds: window,
        direction: worse,
        medium: threshold,
        resolve: threshold,
      },
    };
  });
