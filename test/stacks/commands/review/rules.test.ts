import type { Files } from "../../../../stacks/commands/review/git";
import { edited, said, usual, withAlert, withData, withRules } from "./support";

interface Route {
  readonly matchers?: readonly string[];
  readonly repeat_interval?: string;
  readonly routes?: readonly Route[];
}
interface Alertmanager {
  readonly route: Route;
  readonly inhibit_rules: readonly { readonly name: string; readonly equal: readonly string[] }[];
}
interface Dashboard {
  readonly panels: readonly { readonly title: string; readonly targets?: readonly { readonly expr: string }[] }[];
}

const alertmanager = "alert-rules/rendered/production/alertmanager.yml";
const dashboard = (name: string): string => `dashboards/rendered/production/dashboards/${name}.json`;

/** The rendered files with one string replaced in a panel's queries. */
const withQueries = (file: string, title: string, from: string, to: string): Files =>
  withData<Dashboard>(dashboard(file), ({ panels, ...rest }) => ({
    ...rest,
    panels: panels.map((panel) =>
      panel.title === title
        ? { ...panel, targets: panel.targets?.map((target) => ({ ...target, expr: target.expr.replaceAll(from, to) })) }
        : panel,
    ),
  }));

/** Kinds of change to rules, routes and dashboards, each with the lines that the review must print. */
const kinds: readonly [kind: string, change: () => Files, says: readonly string[]][] = [
  [
    "an alert is added",
    () =>
      withRules("stack", (rules) => [
        ...rules,
        {
          alert: "GatewayRestarting",
          expr: 'sum by (system, environment, service, owner) (changes(otelcol_process_uptime{service="otelcol"}[10m])) > 3',
          for: "5m",
          labels: { severity: "warning", symptom: "pipeline", owner: "platform" },
          annotations: { summary: "{{ $labels.service }}: restarted {{ $value | humanize }} times" },
        },
      ]),
    [
      'Alerts: added: GatewayRestarting (warning): "<service>: restarted <value> times"; fires after 5m; about monitoring/otelcol; notifies Slack #platform-alerts and platform@example.com',
    ],
  ],
  [
    "an alert is removed",
    () => withAlert("stack", "TelemetryRefused", "warning", () => undefined),
    [
      'Alerts: removed: TelemetryRefused (warning): "<service>: logs or traces are rejected"; about monitoring/otelcol; notified Slack #platform-alerts and platform@example.com',
    ],
  ],
  [
    "an alert is renamed",
    () => withAlert("stack", "TelemetryRefused", "warning", (rule) => ({ ...rule, alert: "GatewayRefuses" })),
    ["Alerts: renamed: TelemetryRefused -> GatewayRefuses"],
  ],
  [
    "an alert that inhibition rules name is renamed",
    () => withAlert("redis", "RedisDown", "critical", (rule) => ({ ...rule, alert: "RedisGone" })),
    [
      "Alerts: renamed: RedisDown -> RedisGone",
      "Inhibition: tightened: RedisGone (critical) of gateways/redis, magazine/redis, replies/redis and N more no longer suppresses HttpLatencyHigh (critical and warning), HttpErrorRatioHigh (critical and warning), ConnectionPoolExhausted (critical) and N more of other services of their systems: gateways/airtable-gateway, gateways/api-gateway, gateways/automation and N more",
    ],
  ],
  [
    "an alert's severity changes, so that other contacts are notified",
    () => withAlert("redis", "RedisClientsHigh", "warning", (rule) => ({ ...rule, labels: { ...rule.labels, severity: "critical" } })),
    [
      "Alerts: tightened: RedisClientsHigh (critical): severity warning -> critical",
      "Who is notified: tightened: Discord #sites, PagerDuty ai-platform, PagerDuty feedback, PagerDuty integrations and PagerDuty journal gain RedisClientsHigh (critical), each for its own services",
      "Who is notified: loosened: ai-platform@example.com loses RedisClientsHigh (critical) of studio/redis",
      "Who is notified: loosened: journal@example.com loses RedisClientsHigh (critical) of trades/redis",
    ],
  ],
  [
    "an alert's `for` becomes longer",
    () => withAlert("redis", "RedisDown", "critical", (rule) => ({ ...rule, for: "10m" })),
    ["Alerts: loosened: RedisDown (critical): for 1m -> 10m"],
  ],
  [
    "an alert's `for` becomes shorter",
    () => withAlert("redis", "RedisDown", "critical", (rule) => ({ ...rule, for: "0s" })),
    ["Alerts: tightened: RedisDown (critical): for 1m -> at once"],
  ],
  [
    "an alert's fixed number becomes higher",
    () => withAlert("pools", "ConnectionPoolExhausted", "critical", (rule) => ({ ...rule, expr: "pool:pending_requests:max > 5" })),
    ["Alerts: loosened: ConnectionPoolExhausted (critical): pool:pending_requests:max > 0 -> 5"],
  ],
  [
    "an alert's window becomes longer",
    () => withAlert("stack", "TelemetryRefused", "warning", (rule) => ({ ...rule, expr: rule.expr.replaceAll("[5m]", "[15m]") })),
    ["Alerts: changed: TelemetryRefused (warning): window 5m -> 15m"],
  ],
  [
    "an alert's selector becomes narrower",
    () =>
      withAlert("pools", "ConnectionPoolExhausted", "critical", (rule) => ({
        ...rule,
        expr: rule.expr.replace("pool:pending_requests:max", 'pool:pending_requests:max{pool!="batch"}'),
      })),
    ['Alerts: loosened: ConnectionPoolExhausted (critical): scope of pool:pending_requests:max: restricted to pool!="batch"'],
  ],
  [
    "an alert's selector excludes a service",
    () => withAlert("postgres", "PostgresDown", "critical", (rule) => ({ ...rule, expr: `(${rule.expr}) unless pg_up{system="trades"}` })),
    ['Alerts: loosened: PostgresDown (critical): now unless pg_up{system="trades"}'],
  ],
  [
    "an alert needs more traffic to fire",
    () => withAlert("http", "HttpLatencyHigh", "warning", (rule) => ({ ...rule, expr: rule.expr.replace("> 0.1", "> 1") })),
    [
      'Alerts: loosened: HttpLatencyHigh (warning): service:http_requests:rate5m or routes:http_request_duration_seconds_bucket:rate5m{le="+Inf"} > 0.1 -> 1',
    ],
  ],
  [
    "a default threshold becomes higher",
    () => withAlert("http", "HttpLatencyHigh", "critical", (rule) => ({ ...rule, expr: rule.expr.replace(") * 2", ") * 3") })),
    [
      "Thresholds: loosened: latencyP95 critical: default 2s -> 3s (HttpLatencyHigh); affects gateways/airtable-gateway, gateways/api-gateway, gateways/automation, gateways/frontend and N more",
    ],
  ],
  [
    "a service sets the minimum number of failed requests",
    () =>
      withRules("thresholds", (rules) => [
        ...rules,
        {
          record: "threshold:error_ratio:least",
          expr: "20",
          labels: { service: "airtable-gateway", severity: "critical", system: "gateways", environment: "production" },
        },
      ]),
    ["Thresholds: loosened: gateways/airtable-gateway: errorRatio critical from 5 (the default) -> 20 failed requests within an hour"],
  ],
  [
    "an alert reads a series that no rule records",
    () => withRules("redis", (rules) => rules.filter(({ record }) => record !== "redis:memory_used:ratio")),
    ["Alerts: loosened: RedisMemoryHigh (critical and warning): can no longer fire: no target or rule provides redis:memory_used:ratio"],
  ],
  [
    "an alert's text changes",
    () =>
      withAlert("stack", "TelemetryRefused", "warning", (rule) => ({
        ...rule,
        annotations: { ...rule.annotations, impact: "Traces are lost." },
      })),
    [
      'Alerts: changed: TelemetryRefused (warning): impact is now "Traces are lost.", was "Applications retry for a while. After that, these logs and traces are lost. If only the queue of a destination is full, they are missing only there."',
    ],
  ],
  [
    "an owner's repeat_interval becomes longer",
    () =>
      withData<Alertmanager>(alertmanager, ({ route, ...rest }) => ({
        ...rest,
        route: {
          ...route,
          routes: route.routes?.map((owner) =>
            owner.matchers?.[0] === 'owner="journal"'
              ? {
                  ...owner,
                  routes: owner.routes?.map((severity) =>
                    severity.repeat_interval === "1h" ? { ...severity, repeat_interval: "4h" } : severity,
                  ),
                }
              : owner,
          ),
        },
      })),
    // TenantQuotaHigh (critical) does not change, because Alertmanager routes it like a warning.
    [
      "Who is notified: loosened: every critical alert except TenantQuotaHigh (critical) of trades/web and trades/worker; every critical alert of trades, trades/postgres, trades/qdrant and trades/redis: repeat_interval 1h -> 4h",
    ],
  ],
  [
    "an inhibition rule is removed",
    () =>
      withData<Alertmanager>(alertmanager, ({ inhibit_rules, ...rest }) => ({
        ...rest,
        inhibit_rules: inhibit_rules.filter(({ name }) => name !== "blackbox-exporter down inhibits its targets"),
      })),
    [
      "Inhibition: tightened: TargetDown (critical) of monitoring/blackbox-exporter no longer suppresses TargetDown (critical) of gateways/airtable-gateway, gateways/api-gateway, gateways/automation and N more",
    ],
  ],
  [
    "an inhibition rule compares one label fewer",
    () =>
      withData<Alertmanager>(alertmanager, ({ inhibit_rules, ...rest }) => ({
        ...rest,
        inhibit_rules: inhibit_rules.map((rule) => ({
          ...rule,
          equal: rule.equal.filter((label) => label !== "slot_name" && label !== "pool"),
        })),
      })),
    [
      "Inhibition: loosened: PoolUsedHigh (critical) of gateways/airtable-gateway, gateways/api-gateway, gateways/automation and N more now suppresses PoolUsedHigh (warning) of the same service",
      "Inhibition: loosened: ConnectionPoolExhausted (critical) of gateways/airtable-gateway, gateways/api-gateway, gateways/automation and N more now suppresses ConnectionPoolTimeouts (critical) and PoolUsedHigh (critical and warning) of the same service",
      "Inhibition: tightened: PoolUsedHigh (critical) of gateways/airtable-gateway, gateways/api-gateway, gateways/automation and N more no longer suppresses PoolUsedHigh (warning) of the same service when they share pool",
      "Inhibition: tightened: ConnectionPoolExhausted (critical) of gateways/airtable-gateway, gateways/api-gateway, gateways/automation and N more no longer suppresses ConnectionPoolTimeouts (critical) and PoolUsedHigh (critical and warning) of the same service when they share pool",
    ],
  ],
  [
    "a recorded series gains a label",
    () =>
      withRules("pools", (rules) =>
        rules.map((rule) =>
          rule.record === "pool:pending_requests:max"
            ? { ...rule, expr: rule.expr.replaceAll("service, pool", "service, pool, instance") }
            : rule,
        ),
      ),
    [
      "Alerts: changed: ConnectionPoolExhausted (critical): labels gain instance",
      "Series: changed: pool:pending_requests:max: changes labels at deployment (gains instance); comparisons with its past start over",
    ],
  ],
  [
    "a panel is removed",
    () =>
      withData<Dashboard>(dashboard("redis"), ({ panels, ...rest }) => ({
        ...rest,
        panels: panels.filter(({ title }) => title !== "Memory"),
      })),
    ["Dashboards: removed: Redis: panel Memory"],
  ],
  [
    "a panel's query changes its window",
    () => withQueries("http", "CPU", "$__rate_interval", "10m"),
    ['Dashboards: changed: HTTP services / CPU: query "{{instance}}": window $__rate_interval -> 10m'],
  ],
  [
    "a threshold line on a panel moves",
    () => withQueries("http", "Latency", "2 * group", "3 * group"),
    ['Dashboards: changed: HTTP services / Latency: threshold line "critical threshold" 2 -> 3'],
  ],
  [
    "the dead man's switch is removed",
    () =>
      withData<Record<string, unknown>>("exporters/rendered/production/uptime.json", (plan) => ({ ...plan, deadMansSwitch: undefined })),
    ["Uptime: loosened: dead man's switch: is removed: nothing notifies when monitoring itself fails"],
  ],
];

test.each(kinds)("the review names exactly this change: %s", (_, change, says) => {
  expect(said(change())).toEqual(says);
});

describe("a refactoring", () => {
  it("that reorders keys, reformats PromQL or renames files is reported as no change for on-call", () => {
    const reordered = withRules("http", (rules) =>
      rules.map(({ expr, ...rule }) => ({
        ...rule,
        expr: `# the same\n(${expr.replace(/\s+/g, " ").replaceAll(", ", ",")})`,
        ...rule,
      })),
    );
    const path = "alert-rules/rendered/production/rules/http.rules.yml";
    const { [path]: http = "", ...others } = Object.fromEntries(reordered);
    const renamed = new Map(Object.entries({ ...others, "alert-rules/rendered/production/rules/web.rules.yml": http }));
    const sentry = "exporters/rendered/production/sentry.json";
    const turned = edited(
      sentry,
      (content) => {
        const plan = JSON.parse(content) as { resources: object[] };
        return JSON.stringify({ ...plan, resources: [...plan.resources].reverse() });
      },
      renamed,
    );
    expect(said(turned)).toEqual([]);
  });

  it("that renames a series is reported once, not again for each alert and panel that reads the series", () => {
    const renamed = new Map(
      [...usual].map(([path, content]) => [path, content.replaceAll("pool:pending_requests:max", "pool:waiting:max")]),
    );
    expect(said(renamed)).toEqual([
      "Series: renamed: pool:pending_requests:max -> pool:waiting:max; past samples keep the old name; read by ConnectionPoolExhausted (critical), PoolMissing (critical) and 1 panel",
    ]);
  });
});
