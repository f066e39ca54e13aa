import type { SentryProject } from "../../../../exporters/sentry/model";
import { actionArgs, workflowArgs } from "../../../../stacks/vendors/resources/sentry-alerts";
import * as sentry from "../../../../stacks/vendors/resources/sentry-args";
import * as uptime from "../../../../stacks/vendors/resources/uptime-args";

const at = { baseUrl: "https://sentry.io", tokenSecret: "sentry-token" };
const organization = { ...at, organization: "acme" };
const inProject = { ...organization, project: "shop-web-staging" };
const project: SentryProject = {
  slug: "shop-web-staging",
  name: "shop-web-staging",
  system: "shop",
  service: "web",
  environment: "staging",
  team: "shop",
  platform: "node-express",
  settings: {
    dataScrubber: true,
    dataScrubberDefaults: true,
    scrubIPAddresses: true,
    sensitiveFields: ["iban"],
    allowedDomains: ["shop.example"],
    resolveAge: 720,
  },
  key: { name: "web", rateLimit: { count: 5000, window: 3600 } },
  filters: [],
  ownership: { raw: "path:* #shop", fallthrough: true, autoAssignment: "Auto Assign to Issue Owner" },
  spikeProtection: true,
};

test("a project, its key and its rules", () => {
  expect(sentry.projectArgs(organization, project, "shop")).toEqual({
    ...organization,
    team: "shop",
    slug: "shop-web-staging",
    name: "shop-web-staging",
    platform: "node-express",
    dataScrubber: true,
    dataScrubberDefaults: true,
    scrubIpAddresses: true,
    sensitiveFields: ["iban"],
    allowedDomains: ["shop.example"],
    resolveAgeHours: 720,
  });
  expect(sentry.keyArgs(inProject, project)).toEqual({ ...inProject, name: "web", rateLimit: { count: 5000, windowSeconds: 3600 } });
  expect(sentry.ownershipArgs(inProject, project)).toEqual({
    ...inProject,
    raw: "path:* #shop",
    fallthrough: true,
    autoAssignment: "Auto Assign to Issue Owner",
  });
});

test("a filter is on, off, or a list of old browsers; an empty list is off", () => {
  expect(sentry.filterArgs(inProject, { id: "localhost", active: false })).toEqual({ ...inProject, filter: "localhost", active: false });
  expect(sentry.filterArgs(inProject, { id: "legacy-browser", subfilters: ["ie"] })).toEqual({
    ...inProject,
    filter: "legacy-browser",
    active: true,
    browsers: ["ie"],
  });
  expect(sentry.filterArgs(inProject, { id: "legacy-browser", subfilters: [] })).toEqual({
    ...inProject,
    filter: "legacy-browser",
    active: false,
  });
});

test("the monitors of a project", () => {
  const base = { name: "shop/web errors (staging)", project: project.slug, team: "shop" };
  const { dataset, ...events } = { aggregate: "count()", dataset: "events" as const, query: "", environment: "staging" };
  expect(
    sentry.metricArgs(
      inProject,
      {
        ...base,
        type: "metric_issue",
        dataSource: { ...events, dataset, timeWindow: 3600, eventTypes: ["default", "error"] },
        conditions: [
          { type: "gt", comparison: 100, conditionResult: 75 },
          { type: "lte", comparison: 90, conditionResult: 0 },
        ],
        config: { detectionType: "static" },
      },
      "team:7",
    ),
  ).toEqual({
    ...inProject,
    ...events,
    dataset,
    name: base.name,
    owner: "team:7",
    eventTypes: ["default", "error"],
    windowSeconds: 3600,
    direction: "above",
    high: 100,
    resolve: 90,
  });
  expect(
    sentry.metricArgs(
      inProject,
      {
        ...base,
        name: "shop/web active users (staging)",
        type: "metric_issue",
        dataSource: {
          aggregate: "count_unique(user)",
          dataset: "events_analytics_platform",
          query: "is_transaction:true",
          environment: "staging",
          timeWindow: 86_400,
          eventTypes: ["trace_item_span"],
        },
        conditions: [
          { type: "lt", comparison: 5, conditionResult: 50 },
          { type: "gte", comparison: 5, conditionResult: 0 },
        ],
        config: { detectionType: "static" },
      },
      "team:7",
    ),
  ).toEqual({
    ...inProject,
    name: "shop/web active users (staging)",
    owner: "team:7",
    aggregate: "count_unique(user)",
    dataset: "events_analytics_platform",
    eventTypes: ["trace_item_span"],
    query: "is_transaction:true",
    environment: "staging",
    windowSeconds: 86_400,
    direction: "below",
    medium: 5,
    resolve: 5,
  });
  const config = { checkin_margin: 5, max_runtime: 30, timezone: "UTC", failure_issue_threshold: 1, recovery_threshold: 1 };
  const cron = (when: { schedule_type: "crontab" | "interval"; schedule: string | readonly [number, "minute" | "hour" | "day"] }) =>
    sentry.cronArgs(
      inProject,
      { ...base, type: "monitor_check_in_failure", dataSource: { name: "shop-web-nightly-staging", config: { ...config, ...when } } },
      "team:7",
    );
  const job = {
    ...inProject,
    name: base.name,
    owner: "team:7",
    checkIn: "shop-web-nightly-staging",
    timezone: "UTC",
    checkInMarginMinutes: 5,
    maxRuntimeMinutes: 30,
    failureThreshold: 1,
    recoveryThreshold: 1,
  };
  expect(cron({ schedule_type: "crontab", schedule: "0 3 * * *" })).toEqual({ ...job, schedule: "0 3 * * *" });
  expect(cron({ schedule_type: "interval", schedule: [6, "hour"] })).toEqual({ ...job, every: { count: 6, unit: "hour" } });
});

test("an alert on what is urgent or on the rest, and who is told by what id", () => {
  const ids = {
    integrations: { slack: "7", discord: "8", "pagerduty eu": "9" },
    services: { "pagerduty eu shop": "31" },
    discordChannels: { sites: "90001" },
  };
  const told = (action: Parameters<typeof actionArgs>[0]) => actionArgs(action, ids, (slug) => `id of ${slug}`);
  const actions = [
    told({ type: "slack", channel: "#shop" }),
    told({ type: "discord", channel: "sites" }),
    told({ type: "pagerduty", integration: "eu", service: "shop", priority: "critical" }),
    told({ type: "email", team: "shop" }),
  ];
  expect(actions).toEqual([
    { via: "slack", integrationId: "7", channel: "#shop" },
    { via: "discord", integrationId: "8", channelId: "90001" },
    { via: "pagerduty", integrationId: "9", serviceId: "31", service: "shop", priority: "critical" },
    { via: "email", to: "team", targetId: "id of shop" },
  ]);
  const condition = { type: "issue_priority_greater_or_equal", comparison: 75, conditionResult: true } as const;
  const workflow = (logicType: "all" | "none") =>
    workflowArgs(
      organization,
      {
        name: "shop/web critical (staging)",
        project: project.slug,
        severity: "critical",
        environment: "staging",
        frequency: 30,
        listensTo: { errors: true, detectors: [] },
        triggers: ["first_seen_event"],
        filter: { logicType, conditions: [condition] },
        actions: [],
      },
      ["1", "2"],
      actions,
    );
  const rest = {
    ...organization,
    name: "shop/web critical (staging)",
    environment: "staging",
    detectorIds: ["1", "2"],
    frequencyMinutes: 30,
    triggers: ["first_seen_event"],
    actions,
  };
  expect(workflow("all")).toEqual({ ...rest, minPriority: "high" });
  expect(workflow("none")).toEqual({ ...rest, belowPriority: "high" });
});

test("a check at UptimeRobot and at Better Stack", () => {
  const assertions = { logic: "AND", checks: [{ property: "$.status", comparison: "equals", target: "ok" }] } as const;
  expect(
    uptime.uptimeRobotArgs(
      at,
      {
        key: "shop-web-health",
        friendlyName: "shop/web health (staging)",
        type: "API",
        url: "https://shop.example/health",
        interval: 300,
        timeout: 5,
        httpMethodType: "GET",
        successHttpResponseCodes: ["200"],
        customHttpHeaders: { accept: "application/json" },
        followRedirections: false,
        checkSSLErrors: true,
        sslExpirationReminder: true,
        config: { sslExpirationPeriodDays: [14, 3], apiAssertions: assertions },
        tagNames: ["shop"],
        contacts: [{ contact: "slack-shop", threshold: 0, recurrence: 0 }],
      },
      { "slack-shop": "501" },
    ),
  ).toEqual({
    ...at,
    name: "shop/web health (staging)",
    type: "API",
    url: "https://shop.example/health",
    intervalSeconds: 300,
    timeoutSeconds: 5,
    httpMethod: "GET",
    successStatusCodes: ["200"],
    headers: { accept: "application/json" },
    followRedirects: false,
    checkSslErrors: true,
    sslExpirationReminder: true,
    sslExpirationDays: [14, 3],
    apiAssertions: assertions,
    tags: ["shop"],
    alertContacts: [{ id: "501", thresholdMinutes: 0, recurrenceMinutes: 0 }],
  });
  expect(
    uptime.betterStackArgs(
      at,
      {
        key: "shop-web-health",
        pronounceable_name: "shop/web health (staging)",
        monitor_type: "keyword",
        url: "https://shop.example/health",
        http_method: "GET",
        request_headers: [{ name: "accept", value: "text/plain" }],
        expected_status_codes: [200],
        required_keyword: "ok",
        follow_redirects: false,
        verify_ssl: true,
        ssl_expiration: 14,
        check_frequency: 180,
        request_timeout: 5,
        confirmation_period: 180,
        recovery_period: 180,
        email: true,
        policy: "shop",
      },
      { shop: "90001" },
    ),
  ).toEqual({
    ...at,
    name: "shop/web health (staging)",
    type: "keyword",
    url: "https://shop.example/health",
    keyword: "ok",
    intervalSeconds: 180,
    timeoutSeconds: 5,
    confirmationSeconds: 180,
    recoverySeconds: 180,
    httpMethod: "GET",
    headers: { accept: "text/plain" },
    followRedirects: false,
    verifySsl: true,
    sslExpirationDays: 14,
    email: true,
    policyId: "90001",
  });
});
