import { alert, atSentry, healthy, probeFailed, seenDown, madeAtVendors } from "../evidence";
import type { Evidence } from "../lookups";
import type { NeedsOf } from "../need";

/** The needs of the site builder. */
export const siteBuilder: NeedsOf<"SB"> = {
  "SB-1": {
    what: "Metrics with application-specific names, such as `payload_db_queries_total`, `automation_runs_total` and `tenant_active_sites_total`, scraped from `/metrics`, with details at `/status`",
    missing: "The instrumentation profiles read other names, and the rest is not recorded.",
    by: ["service:site-builder/cms", "service:site-builder/worker"],
  },
  "SB-2": {
    what: "Four dashboards: overview, tenants, infrastructure, AI",
    missing: "No panels show tenants' sites and leads, hosts, or AI calls.",
    by: ["service:site-builder/cms"],
  },
  "SB-3": {
    what: "Few requests fail",
    when: "above 5 % for 5 minutes",
    severity: "critical",
    missing: "With more than 7.5 % failed requests the alert fires before 5 minutes have passed.",
    by: [
      "threshold:site-builder/cms/errorRatio/critical=5%",
      "threshold:site-builder/sites/errorRatio/critical=5%",
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
    what: "Client connections to the database succeed",
    when: "a connection fails",
    severity: "critical",
    missing: "A server that is down and pool timeouts trigger alerts; a client's failed connection does not.",
    by: [...alert("PostgresDown", "critical"), ...alert("ConnectionPoolTimeouts", "critical")],
  },
  "SB-5": {
    what: "The hosts have spare CPU",
    when: "above 90 % for 10 minutes",
    severity: "warning",
    missing: "Hosts are not measured.",
    by: ["service:site-builder/cms"],
  },
  "SB-6": {
    what: "Calls to the AI assistant succeed",
    when: "more than 20 % fail",
    severity: "warning",
    missing: "No instrumentation profile covers the assistant's calls.",
    by: ["service:site-builder/cms"],
  },
  "SB-7": {
    what: "Notifications reach Slack, mail and Discord; an alert can request an action (`restart`, `scale`, `disable-ai`) from automation",
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
    what: "Sentry for browser and server code in local, staging and production: 20 % of transactions, personal data scrubbed, critical issues in Slack",
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
    what: "`/healthz` reports `status` ok, its uptime, and that PostgreSQL and Redis are connected; a failed check of the analytics endpoint never means that the service is down",
    when: "failing for 2 minutes",
    severity: "critical",
    missing:
      "The check expects other keys and values than the application returns, and a failing analytics endpoint pages like a failing service.",
    by: [
      "body:site-builder/cms/health=postgres",
      ...healthy("site-builder", "cms"),
      "body:site-builder/cms/health=redis",
      "body:site-builder/cms/health=uptime",
      ...healthy("site-builder", "cms", "track"),
      "outside:site-builder/cms/health",
      ...seenDown,
      ...probeFailed,
      "route:sites-critical",
      "receiver:sites-critical/slack",
    ],
  },
  "SB-10": {
    what: "Each plan has an objective (free 95 %, pro 99 %, enterprise 99.9 %), with burn-rate alerts and an error budget panel",
    severity: "critical, warning",
    missing:
      "The objectives of all plans are measured over all requests of the service, because applications do not report the plan of a request.",
    by: [...alert("HttpErrorBudgetBurning", "critical", "warning"), "panel:monitoring-http/Error budget left", "service:site-builder/cms"],
  },
  "SB-11": {
    what: "The daily dump and its checksum are verified, it is restored on Sundays, and a sudden drop in its size is detected",
    when: "a dump older than 26 hours; no restore test for 8 days",
    severity: "critical, warning",
    missing: "The jobs' heartbeats are monitored; checksum and size are not.",
    by: ["service:site-builder/postgres"],
  },
  "SB-12": {
    what: "Also monitored: build size, median response time, Redis latency, AI latency per provider",
    when: "a median above 2 s; Redis latency above 50 ms",
    severity: "warning",
    missing: "Only Redis latency has an alert.",
    by: ["threshold:site-builder/redis/redisLatency/warning=50ms", ...alert("RedisLatencyHigh", "warning")],
  },
  "SB-13": {
    what: "An alert creates an incident file with a timeline and a postmortem section",
    missing: "The incident command writes announcements for status pages; it creates no incident file.",
    by: [],
  },
  "SB-14": {
    what: "Wish list: anomaly detection, dashboards per tenant, alerts on cost and scale, related incidents",
    missing: "None of it exists.",
    by: ["service:site-builder/cms"],
  },
  "SB-15": {
    what: "JSON logs can be searched by tenant and site",
    missing: "No log is parsed or searched by those fields.",
    by: [],
  },
};
