import { alert, atSentry, healthy, probeFailed, seenDown, slackAndPager, madeAtVendors } from "../evidence";
import type { Evidence } from "../lookups";
import type { NeedsOf } from "../need";

/** What the trading journal needs. */
export const tradingJournal: NeedsOf<"TJ"> = {
  "TJ-1": {
    what: "95 % of the API's requests (`/api/*`) are fast; pages do not count",
    when: "above 1 s or 2 s",
    severity: "warning, critical; Slack and PagerDuty",
    missing: "The percentile is taken over all routes, pages too.",
    by: [
      "threshold:trading-journal/web/latencyP95/warning=1s",
      "threshold:trading-journal/web/latencyP95/critical=2s",
      "target:trading-journal/web",
      ...alert("HttpLatencyHigh", "warning", "critical"),
      "panel:monitoring-http/Latency",
      ...slackAndPager("journal"),
    ],
  },
  "TJ-2": {
    what: "Few requests fail",
    when: "above 0.5 % or 1 %",
    severity: "warning, critical; Slack and PagerDuty",
    by: [
      "threshold:trading-journal/web/errorRatio/warning=0.5%",
      "threshold:trading-journal/web/errorRatio/critical=1%",
      "target:trading-journal/web",
      ...alert("HttpErrorRatioHigh", "warning", "critical"),
      "panel:monitoring-http/Errors",
      ...slackAndPager("journal"),
    ],
  },
  "TJ-3": {
    what: "The queue does not grow; this pages no one",
    when: "50 or 100 jobs wait",
    severity: "warning, critical; Slack alone",
    missing:
      "The critical alert pages like any other of the team, and the warning goes to mail too: a threshold cannot choose its contacts.",
    by: [
      "threshold:trading-journal/worker/queueDepth/warning=50",
      "threshold:trading-journal/worker/queueDepth/critical=100",
      "target:trading-journal/worker",
      ...alert("QueueDepthHigh", "warning", "critical"),
      "panel:monitoring-queues/Jobs waiting",
      ...slackAndPager("journal"),
    ],
  },
  "TJ-4": {
    what: "Connections to PostgreSQL do not run out",
    when: "80 % or 95 % in use",
    severity: "warning, critical; Slack and PagerDuty",
    by: [
      "threshold:trading-journal/postgres/connectionsUsed/warning=80%",
      "threshold:trading-journal/postgres/connectionsUsed/critical=95%",
      "target:trading-journal/postgres",
      ...alert("PostgresConnectionsHigh", "warning", "critical"),
      "panel:monitoring-postgres/Connections in use",
      ...slackAndPager("journal"),
    ],
  },
  "TJ-5": {
    what: "Calls of each AI provider succeed",
    when: "more than 3 or 5 failures a minute",
    severity: "warning, critical; Slack alone",
    missing: "No profile reads calls of external APIs.",
    by: ["service:trading-journal/web"],
  },
  "TJ-6": {
    what: "Dashboards show latency of the API (p50, p95, p99), database statements, the queue, user activity, trades imported and AI requests, and cost",
    missing: "There are no panels of user activity, business numbers or cost.",
    by: ["panel:monitoring-http/Latency", "panel:monitoring-postgres/Slowest statements", "panel:monitoring-queues/Jobs waiting"],
  },
  "TJ-7": {
    what: "Each of the five health endpoints is probed and its body judged (status, version, state of database, Redis and Qdrant), an outside monitor checks them, and the public can read a status page",
    when: "failing for 2 minutes",
    severity: "critical",
    missing:
      "The checks judge the status alone, not the version or the parts, and nothing publishes the status page outside of the stack's network.",
    by: [
      ...madeAtVendors,
      ...["health", "db", "redis", "qdrant", "ready"].flatMap((check): Evidence[] => [
        ...healthy("trading-journal", "web", check),
        `outside:trading-journal/web/${check}`,
      ]),
      // Readiness is for load balancers, so the public page does not show it.
      ...["health", "db", "redis", "qdrant"].map((check): Evidence => `page:trading-journal/web/${check}`),
      ...seenDown,
      ...probeFailed,
    ],
  },
  "TJ-8": {
    what: "Sentry: a project per environment, source maps and releases, the environment as a tag, and alerts to Slack or Discord",
    by: [
      ...madeAtVendors,
      ...atSentry("trading-journal", "web", "worker"),
      "issues:trading-journal/web/critical=slack",
      "test:stacks/commands/sentry-release",
      "test:exporters/sentry/application",
      "test:alert-rules/agreement",
    ],
  },
  "TJ-9": {
    what: "JSON logs are found by request id and kept for 30 days, raise alerts, and may also go to a log service by OTLP",
    when: "errors in the logs rise suddenly",
    severity: "warning",
    missing: "No alert reads logs, and the stack forwards them to no one.",
    by: ["service:trading-journal/web", "panel:monitoring-http/Error lines"],
  },
  "TJ-10": {
    what: "Core Web Vitals (LCP 2.5 s, INP 200 ms, CLS 0.1, each at the 75th percentile) and Lighthouse results are metrics with budgets",
    when: "over budget",
    severity: "warning",
    missing: "Neither browsers' vitals nor Lighthouse results become metrics.",
    by: ["service:trading-journal/web"],
  },
  "TJ-11": {
    what: "Cost of each external API and of each user is known, and unusual spending is noticed",
    when: "above three times the norm of 7 days, and above a floor",
    severity: "warning",
    missing: "Nothing measures cost.",
    by: ["service:trading-journal/web"],
  },
  "TJ-12": {
    what: "Notifications reach Slack, mail and PagerDuty",
    by: [...slackAndPager("journal"), "receiver:journal-warning/email", "route:journal-info", "receiver:journal-info/slack"],
  },
};
