import { alert, atSentry, healthy, probeFailed, seenDown, madeAtVendors } from "../evidence";
import type { Evidence } from "../lookups";
import type { NeedsOf } from "../need";

/** What the site builder needs, and what meets each need. */
export const siteBuilder: NeedsOf<"SB"> = {
  "SB-1": {
    what: "Prometheus scrapes metrics with application-specific names from `/metrics`, such as `payload_db_queries_total`, `automation_runs_total` and `tenant_active_sites_total`, and `/status` shows details.",
    missing: "The instrumentation profiles read metrics with other names, and the application-specific metrics are not recorded.",
    by: ["service:site-builder/cms", "service:site-builder/worker"],
  },
  "SB-2": {
    what: "There are four dashboards: overview, tenants, infrastructure and AI.",
    missing: "No panel shows the tenants' sites and leads, the hosts, or AI calls.",
    by: ["service:site-builder/cms"],
  },
  "SB-3": {
    what: "Few requests fail.",
    when: "more than 5 % fail for 5 minutes",
    severity: "critical",
    by: [
      "conditional:site-builder/cms/errorRatio/critical=5% for 5m",
      "conditional:site-builder/sites/errorRatio/critical=5% for 5m",
      "target:site-builder/cms",
      "target:site-builder/sites",
      "record:service:http_request_errors:ratio_rate5m",
      ...alert("HttpErrorRatioHigh", "critical"),
      "panel:monitoring-http/Errors",
      "route:sites-critical",
      "receiver:sites-critical/slack",
    ],
  },
  "SB-4": {
    what: "Client connections to the database succeed.",
    when: "a connection fails",
    severity: "critical",
    missing: "Alerts fire for a database server that is down and for pool timeouts, but not for a failed connection of a client.",
    by: [...alert("PostgresDown", "critical"), ...alert("ConnectionPoolTimeouts", "critical")],
  },
  "SB-5": {
    what: "The hosts have spare CPU.",
    when: "CPU usage is above 90 % for 10 minutes",
    severity: "warning",
    missing: "The stack has no metrics of hosts.",
    by: ["service:site-builder/cms"],
  },
  "SB-6": {
    what: "Calls to the AI assistant succeed.",
    when: "more than 20 % of the calls fail",
    severity: "warning",
    missing: "No instrumentation profile covers the assistant's calls.",
    by: ["service:site-builder/cms"],
  },
  "SB-7": {
    what: "Notifications reach Slack, mail and Discord, and an alert can request an action (`restart`, `scale`, `disable-ai`) from automation.",
    missing: "No alert requests `disable-ai`.",
    by: [
      "action:QueueDepthHigh=scale",
      "action:ProbeFailed=restart",
      "action:QueueWorkerStuck=restart",
      "route:site-builder-automation",
      "receiver:site-builder-automation/webhook",
      "route:sites-critical",
      "receiver:sites-critical/slack",
      "receiver:sites-critical/email",
      "receiver:sites-critical/discord",
      "route:sites-warning",
      "receiver:sites-warning/slack",
      "receiver:sites-warning/email",
    ],
  },
  "SB-8": {
    what: "Sentry covers browser and server code in local, staging and production. It receives 20 % of the transactions, scrubs personal data, and sends critical issues to Slack.",
    by: [
      ...madeAtVendors,
      ...atSentry("site-builder", "cms", "sites", "worker"),
      ...["cms", "sites", "worker"].map((service): Evidence => `issues:site-builder/${service}/critical=slack`),
      "plans:local",
      "test:exporters/sentry/plan",
      "test:exporters/sentry/application",
    ],
  },
  "SB-9": {
    what: "`/healthz` reports `status` ok and the uptime, and that PostgreSQL and Redis are connected. A failed check of the analytics endpoint never means that the service is down.",
    when: "the check fails for 2 minutes",
    severity: "critical",
    missing: "A failed check of the analytics endpoint pages, as if the service were down.",
    by: [
      "body:site-builder/cms/health=postgres",
      ...healthy("site-builder", "cms"),
      "body:site-builder/cms/health=redis",
      "body:site-builder/cms/health=uptimeSeconds",
      "body:site-builder/cms/health=status",
      "test:reference-systems/engine/health-body",
      ...healthy("site-builder", "cms", "track"),
      "outside:site-builder/cms/health",
      ...seenDown,
      ...probeFailed,
      "route:sites-critical",
      "receiver:sites-critical/slack",
    ],
  },
  "SB-10": {
    what: "Each plan has an objective (free 95 %, pro 99 %, enterprise 99.9 %) with burn-rate alerts and a panel of the error budget.",
    severity: "critical, warning",
    missing:
      "The objective of each plan is measured on all requests of the service, because applications do not report the plan of a request.",
    by: [...alert("HttpErrorBudgetBurning", "critical", "warning"), "panel:monitoring-http/Error budget left", "service:site-builder/cms"],
  },
  "SB-11": {
    what: "The daily dump and its checksum are verified, the dump is restored on Sundays, and a sudden drop in the size of the dump is detected.",
    when: "the latest dump is older than 26 hours; no dump was restored for 8 days",
    severity: "critical, warning",
    missing: "The stack monitors the heartbeats of the jobs, but not the checksum and the size of the dump.",
    by: ["service:site-builder/postgres"],
  },
  "SB-12": {
    what: "Alerts also monitor build size, median response time, Redis latency, and AI latency for each provider.",
    when: "the median response time is above 2 s; Redis latency is above 50 ms",
    severity: "warning",
    missing: "Only Redis latency has an alert.",
    by: ["threshold:site-builder/redis/redisLatency/warning=50ms", ...alert("RedisLatencyHigh", "warning")],
  },
  "SB-13": {
    what: "An alert creates an incident file with a timeline and a postmortem section.",
    missing: "The command `npm run incident` writes announcements for status pages, and creates no incident file.",
    by: [],
  },
  "SB-14": {
    what: "Optional: anomaly detection, a dashboard for each tenant, alerts on cost and scale, and grouping of related incidents.",
    missing: "The stack has none of these features.",
    by: ["service:site-builder/cms"],
  },
  "SB-15": {
    what: "JSON logs can be searched by tenant and site.",
    missing: "The stack does not parse logs, so they cannot be searched by tenant or site.",
    by: [],
  },
};
