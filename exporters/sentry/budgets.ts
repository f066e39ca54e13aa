import type { View } from "../model/catalogue";
import { monitorName } from "../model/naming";
import type { Budgets } from "../model/sentry-budgets";
import type { SentryDetector } from "./model";
import type { SentryService } from "./projects";

const hour = 3600;
const day = 86_400;
/** Priority of an issue that is told like a warning. */
const medium = 50;
const ended = 0;

export type BudgetName = keyof Budgets;

/** What the monitor of a budget is called, after its service. */
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
  /** Milliseconds, or a number of things. */
  readonly limit: number;
}

/** Requests that the service answers, without those of its own checks. Next.js answers with pages too: there, those under `/api/`. */
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
  const one = (limit: number | undefined, rest: (limit: number) => Budget): Budget[] => (limit === undefined ? [] : [rest(limit)]);
  return [
    ...one(lcp, (limit) => ({
      name: "lcp",
      aggregate: "p75(measurements.lcp)",
      query: "",
      window: hour,
      worse: "above",
      limit: milliseconds(limit),
    })),
    ...one(apiDuration, (limit) => ({
      name: "apiDuration",
      aggregate: "p95(span.duration)",
      query: api,
      window: hour,
      worse: "above",
      limit: milliseconds(limit),
    })),
    ...one(apiErrorsPerHour, (limit) => ({
      name: "apiErrorsPerHour",
      aggregate: "count(span.duration)",
      query: `${api} span.status_code:5*`,
      window: hour,
      worse: "above",
      limit,
    })),
    ...one(users, (limit) => ({
      name: "activeUsers",
      aggregate: "count_unique(user)",
      query: "is_transaction:true",
      window: day,
      worse: "below",
      limit,
    })),
  ];
}

/** Whether active users are watched elsewhere, and this environment has no floor. */
export const withoutFloor = (view: View, { sentry }: SentryService): boolean =>
  sentry.budgets.activeUsers !== undefined && sentry.budgets.activeUsers[view.environment.id] === undefined;

/** The monitors of a service's budgets: metric monitors whose issues are told like warnings. */
export const budgetsOf = (view: View, of: SentryService): SentryDetector[] =>
  declared(view, of).map(({ name, aggregate, query, window, worse, limit }): SentryDetector => {
    const [bad, good] = worse === "above" ? (["gt", "lte"] as const) : (["lt", "gte"] as const);
    return {
      type: "metric_issue",
      name: monitorName(of.system.id, of.service.name, budgetTitles[name], view.environment.id),
      project: of.slug,
      team: of.service.owner,
      dataSource: {
        aggregate,
        dataset: "events_analytics_platform",
        query,
        timeWindow: window,
        environment: view.environment.id,
        eventTypes: ["trace_item_span"],
      },
      conditions: [
        { type: bad, comparison: limit, conditionResult: medium },
        { type: good, comparison: limit, conditionResult: ended },
      ],
      config: { detectionType: "static" },
    };
  });
