import { alert, atSentry, healthy, probeFailed, seenDown, slackAndPager, madeAtVendors } from "../evidence";
import type { Evidence } from "../lookups";
import type { NeedsOf } from "../need";

/** What the trading journal needs, and what meets each need. */
export const tradingJournal: NeedsOf<"TJ"> = {
  "TJ-1": {
    what: "The p95 latency of API requests (`/api/*`) is low. Requests for pages do not count.",
    when: "p95 latency is above 1 s or 2 s",
    severity: "warning, critical; Slack and PagerDuty",
    by: [
      "conditional:trading-journal/web/latencyP95/warning=1s on /api/*",
      "conditional:trading-journal/web/latencyP95/critical=2s on /api/*",
      "pushed:trading-journal/web",
      ...alert("HttpLatencyHigh", "warning", "critical"),
      "panel:monitoring-http/Latency",
      ...slackAndPager("journal"),
    ],
  },
  "TJ-2": {
    what: "Few requests fail.",
    when: "more than 0.5 % or 1 % of the requests fail",
    severity: "warning, critical; Slack and PagerDuty",
    by: [
      "threshold:trading-journal/web/errorRatio/warning=0.5%",
      "threshold:trading-journal/web/errorRatio/critical=1%",
      "pushed:trading-journal/web",
      ...alert("HttpErrorRatioHigh", "warning", "critical"),
      "panel:monitoring-http/Errors",
      ...slackAndPager("journal"),
    ],
  },
  "TJ-3": {
    what: "The queue does not grow. No one is paged if it grows.",
    when: "50 or 100 jobs wait",
    severity: "warning, critical; Slack only",
    by: [
      "conditional:trading-journal/worker/queueDepth/warning=50, notifies slack",
      "conditional:trading-journal/worker/queueDepth/critical=100, notifies slack",
      "target:trading-journal/worker",
      ...alert("QueueDepthHigh", "warning", "critical"),
      "panel:monitoring-queues/Jobs waiting",
      "route:journal-warning-slack",
      "receiver:journal-warning-slack/slack",
      "route:journal-critical-slack",
      "receiver:journal-critical-slack/slack",
    ],
  },
  "TJ-4": {
    what: "PostgreSQL connections do not run out.",
    when: "80 % or 95 % of the connections are in use",
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
    what: "Calls to each AI provider succeed.",
    when: "more than 3 or 5 calls fail per minute",
    severity: "warning, critical; Slack only",
    missing: "No instrumentation profile covers calls to external APIs.",
    by: ["service:trading-journal/web"],
  },
  "TJ-6": {
    what: "Dashboards show API latency (p50, p95, p99), SQL statements, the queue, user activity, imported trades, AI requests and cost.",
    missing: "No panel shows user activity, imported trades, AI requests or cost.",
    by: ["panel:monitoring-http/Latency", "panel:monitoring-postgres/Slowest statements", "panel:monitoring-queues/Jobs waiting"],
  },
  "TJ-7": {
    what: "Probes request each of the five health endpoints and check its body: the status, the version, and the state of the database, Redis and Qdrant. An external monitor checks them too, and the public can reach a status page that shows all five.",
    when: "a check fails for 2 minutes",
    severity: "critical",
    by: [
      ...madeAtVendors,
      ...["health", "db", "redis", "qdrant", "ready"].flatMap((check): Evidence[] => [
        ...healthy("trading-journal", "web", check),
        `outside:trading-journal/web/${check}`,
      ]),
      ...["status", "version", "services.database", "services.redis", "services.qdrant"].map(
        (key): Evidence => `body:trading-journal/web/health=${key}`,
      ),
      "test:reference-systems/engine/health-body",
      ...["health", "db", "redis", "qdrant", "ready"].map((check): Evidence => `page:trading-journal/web/${check}`),
      "test:reference-systems/status-page",
      ...seenDown,
      ...probeFailed,
    ],
  },
  "TJ-8": {
    what: "Sentry has a project per environment, with source maps, releases, and the environment as a tag. It sends alerts to Slack or Discord.",
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
    what: "JSON logs can be searched by request id, are kept for 30 days, trigger alerts, and can also be sent to a log service over OTLP.",
    when: "errors in the logs increase suddenly",
    severity: "warning",
    by: [
      "service:trading-journal/web",
      "panel:monitoring-http/Error lines",
      "destination:trading-journal/api.axiom.co",
      "test:engine/destinations#a destination for some systems receives their logs and traces, and nothing of other systems",
      "panel:monitoring-logs/Lines of a tenant, site, user or request",
      "panel:monitoring-logs/Errors",
      ...alert("LogErrorsHigh", "warning"),
      "test:reference-systems/log-errors",
      "route:journal-warning",
      "receiver:journal-warning/slack",
    ],
  },
  "TJ-10": {
    what: "Core Web Vitals (LCP 2.5 s, INP 200 ms, CLS 0.1, each at the 75th percentile) and Lighthouse results are metrics with budgets.",
    when: "a budget is exceeded",
    severity: "warning",
    missing: "Lighthouse results do not become metrics.",
    by: ["service:trading-journal/web"],
  },
  "TJ-11": {
    what: "The cost per external API and per user is known, and unusual spending is detected.",
    when: "the cost is above three times the 7-day average, and above a minimum",
    severity: "warning",
    missing: "The stack does not measure the cost of external APIs.",
    by: ["service:trading-journal/web"],
  },
  "TJ-12": {
    what: "Notifications reach Slack, mail and PagerDuty.",
    by: [...slackAndPager("journal"), "receiver:journal-warning/email", "route:journal-info", "receiver:journal-info/slack"],
  },
};
