import { alert, atSentry, healthy, probeFailed, seenDown, madeAtVendors } from "../evidence";
import type { Evidence } from "../lookups";
import type { NeedsOf } from "../need";

/** What the site builder needs. */
export const siteBuilder: NeedsOf<"SB"> = {
  "SB-1": {
    what: "Metrics under the names that the applications chose, such as `payload_db_queries_total`, `automation_runs_total` and `tenant_active_sites_total`, read from `/metrics`, with details at `/status`",
    missing: "The profiles read other names, and the rest is not recorded.",
    by: ["service:site-builder/cms", "service:site-builder/worker"],
  },
  "SB-2": {
    what: "Four dashboards: overview, tenants, infrastructure, AI",
    missing: "Tenants' sites and leads, hosts, and AI calls have no panels.",
    by: ["service:site-builder/cms"],
  },
  "SB-3": {
    what: "Few requests fail",
    when: "above 5 % for 5 minutes",
    severity: "critical",
    missing: "Beyond 7.5 % of the requests of 5 minutes the alert does not wait for 5 minutes.",
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
    what: "Clients' connections to the database succeed",
    when: "one fails",
    severity: "critical",
    missing: "A server that is down and callers that give up waiting raise alerts; a client's failed connection does not.",
    by: [...alert("PostgresDown", "critical"), ...alert("ConnectionPoolTimeouts", "critical")],
  },
  "SB-5": {
    what: "CPU of the hosts is not used up",
    when: "above 90 % for 10 minutes",
    severity: "warning",
    missing: "Hosts are not measured.",
    by: ["service:site-builder/cms"],
  },
  "SB-6": {
    what: "Calls of the AI assistant succeed",
    when: "above 20 % fail",
    severity: "warning",
    missing: "No profile reads the assistant's calls.",
    by: ["service:site-builder/cms"],
  },
  "SB-7": {
    what: "Notifications reach Slack, mail and Discord; an alert may name an action (`restart`, `scale`, `disable-ai`) for a program",
    missing: "No alert carries `disable-ai`.",
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
    what: "Sentry for browser and server code in local, staging and production: a fifth of transactions, personal data scrubbed, critical issues in Slack",
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
    what: "`/healthz` says `status` ok, its uptime, and that PostgreSQL and Redis are connected; the analytics endpoint is checked lightly and never makes the service count as down",
    when: "failing for 2 minutes",
    severity: "critical",
    missing:
      "The check asks for other keys and values than the application gives, and a failing analytics endpoint pages like a failing service.",
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
    what: "Each plan has its objective (free 95 %, pro 99 %, enterprise 99.9 %), with burn-rate alerts and a panel of the budget",
    severity: "critical, warning",
    missing:
      "The objectives of all plans are measured on all requests of the service: applications do not say whose plan a request belongs to.",
    by: [...alert("HttpErrorBudgetBurning", "critical", "warning"), "panel:monitoring-http/Error budget left", "service:site-builder/cms"],
  },
  "SB-11": {
    what: "The daily dump is verified, its checksum too, it is restored on Sundays, and a sudden drop of its size is noticed",
    when: "a dump older than 26 hours; no restore test for 8 days",
    severity: "critical, warning",
    missing: "The jobs' heartbeats are watched; checksum and size are not.",
    by: ["service:site-builder/postgres"],
  },
  "SB-12": {
    what: "Watched besides: the size of builds, the median response, Redis latency, AI latency per provider",
    when: "a median above 2 s; Redis above 50 ms",
    severity: "warning",
    missing: "Only Redis latency has its alert.",
    by: ["threshold:site-builder/redis/redisLatency/warning=50ms", ...alert("RedisLatencyHigh", "warning")],
  },
  "SB-13": {
    what: "An alert becomes an incident file with a timeline and room for a postmortem",
    missing: "The incident command writes announcements for status pages; it writes no incident file.",
    by: [],
  },
  "SB-14": {
    what: "Wished for: anomalies, dashboards per tenant, alerts about cost and scale, related incidents",
    missing: "None of it exists.",
    by: ["service:site-builder/cms"],
  },
  "SB-15": {
    what: "JSON logs are found by tenant and site",
    missing: "No log is parsed or searched by those fields.",
    by: [],
  },
};
