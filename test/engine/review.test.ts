import type { CatalogueInput } from "../../exporters/model/catalogue";
import { rendered, said, withEntry, withService } from "../stacks/commands/review/support";

type Service = Parameters<Parameters<typeof withService>[2]>[0];

const thresholds =
  (own: object) =>
  (service: Service): Service => ({ ...service, thresholds: { ...(service["thresholds"] as object | undefined), ...own } });
const entries = (value: unknown): Record<string, unknown>[] => value as Record<string, unknown>[];
const nested = (service: Service, key: string, change: object): Service => ({
  ...service,
  [key]: { ...(service[key] as object), ...change },
});

/** Kinds of catalogue change, each with the lines that the review must print. */
const kinds: readonly [kind: string, change: () => CatalogueInput, says: readonly string[]][] = [
  [
    "a service's own threshold becomes tighter",
    () => withService("trades", "web", thresholds({ errorRatio: { warning: "0.5%", critical: "0.8%" } })),
    ["Thresholds: tightened: trades/web: errorRatio critical 1% -> 0.8%"],
  ],
  [
    "a service's own threshold becomes looser",
    () => withService("trades", "worker", thresholds({ queueDepth: { warning: 50, critical: 200 } })),
    ["Thresholds: loosened: trades/worker: queueDepth critical 100 -> 200"],
  ],
  [
    "a service's own threshold replaces the default",
    () => withService("gateways", "redis", thresholds({ redisMemory: { warning: "70%" } })),
    ["Thresholds: tightened: gateways/redis: redisMemory warning 80% (the default) -> 70% (its own)"],
  ],
  ["an own threshold equal to the default", () => withService("gateways", "redis", thresholds({ redisMemory: { warning: "80%" } })), []],
  [
    "a threshold is switched off",
    () => withService("trades", "postgres", thresholds({ connectionsUsed: { warning: "80%", critical: "off" } })),
    ["Thresholds: loosened: trades/postgres: connectionsUsed critical 95% -> off; PostgresConnectionsHigh can no longer fire"],
  ],
  [
    "a service sets a threshold at a severity that no other service uses",
    () => withService("trades", "web", thresholds({ latencyP95: { info: "500ms", warning: "1s", critical: "2s" } })),
    [
      'Alerts: added: HttpLatencyHigh (info): "<system>/<service>: p95 latency is <value>"; fires after 5m; about trades/web; notifies Slack #journal-info',
      'Dashboards: changed: HTTP services / Latency: threshold line "info threshold" is new',
    ],
  ],
  [
    "a service gets a different owner",
    () => withService("replies", "redis", (service) => ({ ...service, owner: "journal" })),
    [
      "Services: changed: replies/redis: owner feedback -> journal",
      "Who is notified: loosened: Slack #feedback-alerts loses every critical and warning alert of replies/redis",
      "Who is notified: tightened: Slack #journal-alerts gains every critical and warning alert of replies/redis; every critical alert of replies",
      "Who is notified: tightened: journal@example.com gains every warning alert of replies/redis",
      "Who is notified: loosened: PagerDuty feedback loses every critical alert of replies/redis",
      "Who is notified: tightened: PagerDuty journal gains every critical alert of replies and replies/redis",
    ],
  ],
  [
    "an owner gets an additional contact",
    () =>
      withEntry("owners", "ai-platform", (owner) => ({
        ...owner,
        contacts: {
          ...(owner["contacts"] as object),
          info: [
            { via: "slack", channel: "ai-platform-info" },
            { via: "email", to: "ai@example.com" },
          ],
        },
      })),
    ["Who is notified: tightened: ai@example.com gains HttpLatencyBoundMissing (info) and TenantQuotaHigh (info) of studio/api"],
  ],
  [
    "an owner loses a contact",
    () =>
      withEntry("owners", "sites", (owner) => {
        const contacts = owner["contacts"] as Record<string, unknown[]>;
        return { ...owner, contacts: { ...contacts, critical: contacts["critical"]?.slice(0, 2) } };
      }),
    [
      "Who is notified: loosened: Discord #sites loses every critical alert except TenantQuotaHigh (critical) of magazine/cms, magazine/sites and magazine/worker; every critical alert of magazine, magazine/postgres and magazine/redis",
      "Sentry: loosened: magazine/cms critical, magazine/sites critical and magazine/worker critical: alert: no longer notifies discord",
      "Uptime: changed: magazine/cms health, magazine/cms track and magazine/sites health: check: notify.alertmanager loses discord-sites",
    ],
  ],
  [
    "an owner gets working hours",
    () =>
      withEntry("owners", "feedback", (owner) => ({
        ...owner,
        workingHours: { timeZone: "Europe/Berlin", days: ["monday", "tuesday"], from: "09:00", to: "17:00" },
      })),
    [
      "Who is notified: loosened: every warning alert of replies/agent-jobs and replies/redis; every warning and info alert and TenantQuotaHigh (critical) of replies/backend and replies/dashboard: sent at any hour -> mon, tue 09:00 to 17:00 Europe/Berlin",
      "Who is notified: tightened: HttpLatencyBoundMissing (info) and TenantQuotaHigh (info) of replies/backend and replies/dashboard: repeat_interval 1d -> 945m",
    ],
  ],
  [
    "a service gets an additional dependency",
    () => withService("trades", "worker", (service) => ({ ...service, dependsOn: ["postgres", "redis", "qdrant"] })),
    [
      "Inhibition: loosened: ProbeFailed (critical) of trades/qdrant now suppresses ConnectionPoolExhausted (critical), ConnectionPoolTimeouts (critical), PoolUsedHigh (critical and warning) and N more of trades/worker",
    ],
  ],
  [
    "a service loses a dependency",
    () => withService("trades", "worker", (service) => ({ ...service, dependsOn: ["postgres"] })),
    [
      "Alerts: loosened: RedisQueueEvicted (critical): can no longer fire for trades/redis",
      "Inhibition: tightened: RedisDown (critical), RedisUnreachable (info), RedisRecovering (info) and N more of trades/redis no longer suppresses ConnectionPoolExhausted (critical), ConnectionPoolTimeouts (critical), PoolUsedHigh (critical and warning) and N more of trades/worker",
    ],
  ],
  [
    "a service is removed from monitoring",
    () => withService("replies", "agent-jobs", () => undefined),
    [
      "Services: removed: replies/agent-jobs: is no longer monitored, owner feedback; N alerts could fire for it",
      "Alerts: loosened: RedisQueueEvicted (critical): can no longer fire for replies/redis",
      "Sentry: removed: replies-agent-jobs: project, with its N settings, alerts and monitors; all its issues, events and releases would be deleted, so `up` refuses this without monitoring:allowDelete",
    ],
  ],
  [
    "a service declares an additional queue",
    () => withService("trades", "worker", (service) => ({ ...service, queues: ["jobs", "mails"] })),
    ["Services: added: trades/worker: queue mails is expected; alerts if it is missing"],
  ],
  [
    "a job gets a longer grace period",
    () =>
      withService("magazine", "worker", (service) => ({
        ...service,
        jobs: entries(service["jobs"]).map((job) => (job["name"] === "backup" ? { ...job, grace: "8h" } : job)),
      })),
    [
      "Services: loosened: magazine/worker: job backup is expected within 26h -> 32h, due 0 2 * * *, UTC, 2h late, 2h early -> 0 2 * * *, UTC, 8h late, 6h early",
    ],
  ],
  [
    "a service is scraped at a different port",
    () => withService("trades", "web", (service) => nested(service, "instrumentation", { port: 3001 })),
    ["Scraping: changed: trades/web: job prom-client scrapes web.trades:3000 -> web.trades:3001"],
  ],
  [
    "the scrape interval becomes longer",
    () => withEntry("environments", "production", (entry) => ({ ...entry, scrapeInterval: "30s" })),
    [
      "Scraping: loosened: Prometheus: scrape_interval 15s -> 30s",
      "Other files: changed: provisioning/datasources/datasources.yml: datasources.Prometheus.jsonData.timeInterval 15s -> 30s",
    ],
  ],
  [
    "a service loses its Sentry project",
    () => withService("gateways", "mcp-server", (service) => ({ ...service, sentry: undefined })),
    [
      "Alerts: changed: HttpErrorRatioHigh (critical and warning): sentry_url has a different address",
      "Sentry: removed: gateways-mcp-server: project, with its N settings, alerts and monitors; all its issues, events and releases would be deleted, so `up` refuses this without monitoring:allowDelete",
    ],
  ],
  [
    "a Sentry budget becomes higher",
    () =>
      withService("replies", "dashboard", (service) =>
        nested(service, "sentry", { budgets: { ...(service["sentry"] as { budgets: object }).budgets, lcp: "4s" } }),
      ),
    ["Sentry: changed: replies/dashboard LCP: metric monitor: medium 2500 -> 4000"],
  ],
  [
    "a check is added",
    () =>
      withService("replies", "backend", (service) => ({
        ...service,
        uptime: [...entries(service["uptime"]), { name: "deep", path: "/health/deep", port: 8000 }],
      })),
    ["Uptime: added: replies/backend deep: check of https://api.replies.example.com/health/deep"],
  ],
  [
    "a check accepts fewer statuses",
    () =>
      withService("magazine", "cms", (service) => ({
        ...service,
        uptime: entries(service["uptime"]).map((check) => (check["name"] === "track" ? { ...check, status: [200] } : check)),
      })),
    [
      "Uptime: changed: magazine/cms track: check: conditions gains [STATUS] == 200, loses [STATUS] == any(200, 204) and blackbox.http.valid_status_codes loses 204",
    ],
  ],
  [
    "the failure of a check is only a warning",
    () =>
      withService("magazine", "cms", (service) => ({
        ...service,
        uptime: entries(service["uptime"]).map((check) => (check["name"] === "track" ? { ...check, severity: "warning" } : check)),
      })),
    [
      'Alerts: added: ProbeFailed (warning): "<system>/<service>: probe <probe> of <instance> fails"; fires after 2m; about magazine/cms; notifies Slack #sites-alerts and sites@example.com',
      "Uptime: loosened: magazine/cms track: check: a failure is critical -> warning, and no longer pages",
      "Uptime: changed: magazine/cms track: check: notify.alertmanager loses discord-sites",
    ],
  ],
  [
    "the log retention becomes longer",
    () => withEntry("environments", "production", (entry) => ({ ...entry, retention: { metrics: "30d", logs: "60d", traces: "14d" } })),
    ["Other files: changed: loki.yml: limits_config.retention_period 720h -> 1440h"],
  ],
];

test.each(kinds)(
  "the review names exactly this change: %s",
  (_, change, says) => {
    expect(said(rendered(change()))).toEqual(says);
  },
  60_000,
);
