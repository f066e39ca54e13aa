import { z } from "zod";
import { cronInputs, cronParts, cronDetectorShape } from "../../../../stacks/vendors/provider/sentry/cron-detector";
import { detectorBody } from "../../../../stacks/vendors/provider/sentry/detector";
import { filterBody, filterInputs } from "../../../../stacks/vendors/provider/sentry/inbound-filter";
import { keyBody, keyInputs, keyShape } from "../../../../stacks/vendors/provider/sentry/key";
import { metricDetectorShape, metricInputs, metricParts } from "../../../../stacks/vendors/provider/sentry/metric-detector";
import { projectBody, projectInputs, projectShape } from "../../../../stacks/vendors/provider/sentry/project";
import { uptimeDetectorShape, uptimeInputs, uptimeParts } from "../../../../stacks/vendors/provider/sentry/uptime-detector";
import { workflowBody, workflowInputs, workflowShape } from "../../../../stacks/vendors/provider/sentry/workflow";

const where = { organization: "acme", project: "web" };

test("a project's settings are converted to Sentry's fields and back", () => {
  const inputs = z.object(projectShape).parse({
    organization: "acme",
    team: "shop",
    slug: "web",
    sensitiveFields: ["iban"],
    allowedDomains: ["shop.example"],
    resolveAgeHours: 168,
    verifySsl: true,
  });
  const body = projectBody(inputs);
  expect(body).toEqual({
    name: "web",
    dataScrubber: true,
    dataScrubberDefaults: true,
    sensitiveFields: ["iban"],
    safeFields: [],
    scrubIPAddresses: true,
    allowedDomains: ["shop.example"],
    resolveAge: 168,
    verifySSL: true,
  });
  expect(projectInputs({ ...body, slug: "web", platform: null, teams: [{ slug: "shop" }] })).toMatchObject({
    slug: "web",
    platform: null,
    sensitiveFields: ["iban"],
    scrubIpAddresses: true,
    resolveAgeHours: 168,
    verifySsl: true,
    team: "shop",
    scrapeJavaScript: undefined,
  });
});

test("a key's rate limit is converted to a count and a window, or to no limit", () => {
  const inputs = z.object(keyShape).parse({ ...where, name: "server", rateLimit: { count: 10, windowSeconds: 60 } });
  expect(keyBody(inputs)).toEqual({ name: "server", rateLimit: { count: 10, window: 60 } });
  expect(keyInputs({ name: "server", isActive: false, rateLimit: { count: 10, window: 60 } })).toEqual({
    name: "server",
    isActive: false,
    rateLimit: { count: 10, windowSeconds: 60 },
  });
  expect(keyInputs({ name: "server", isActive: true, rateLimit: null }).rateLimit).toBeNull();
});

test("the filter for old browsers is a list, and every other filter is on or off", () => {
  expect(filterBody({ filter: "web-crawlers", active: false })).toEqual({ active: false });
  expect(filterBody({ filter: "legacy-browser", active: true, browsers: ["safari", "ie"] })).toEqual({ subfilters: ["ie", "safari"] });
  expect(filterBody({ filter: "legacy-browser", active: false, browsers: ["ie"] })).toEqual({ subfilters: [] });
  expect(filterInputs({ active: ["safari", "ie", "netscape"] })).toEqual({ active: true, browsers: ["ie", "safari"] });
  expect(filterInputs({ active: true })).toEqual({ active: true });
});

test("an uptime monitor gets every field that Sentry requires, and is converted back unchanged", () => {
  const inputs = z.object(uptimeDetectorShape).parse({
    ...where,
    name: "up",
    environment: "production",
    url: "https://shop.example",
    headers: { accept: "text/plain" },
    intervalSeconds: 300,
  });
  const body = detectorBody("uptime_domain_failure", "12", inputs, uptimeParts(inputs));
  expect(body).toEqual({
    type: "uptime_domain_failure",
    projectId: "12",
    name: "up",
    description: null,
    enabled: true,
    owner: null,
    dataSources: [
      {
        url: "https://shop.example",
        method: "GET",
        body: null,
        headers: [["accept", "text/plain"]],
        intervalSeconds: 300,
        timeoutMs: 5000,
        traceSampling: false,
        assertion: null,
      },
    ],
    config: { mode: 1, environment: "production", downtimeThreshold: 3, recoveryThreshold: 1 },
  });
  expect(
    uptimeInputs({
      ...body,
      owner: { type: "team", id: "3", name: "shop" },
      dataSources: [{ queryObj: uptimeParts(inputs).dataSources[0] }],
    }),
  ).toEqual({
    name: "up",
    description: null,
    enabled: true,
    owner: "team:3",
    environment: "production",
    url: "https://shop.example",
    method: "GET",
    headers: { accept: "text/plain" },
    body: null,
    intervalSeconds: 300,
    timeoutMs: 5000,
    traceSampling: false,
    assertion: null,
    downtimeThreshold: 3,
    recoveryThreshold: 1,
  });
});

test("a cron monitor's schedule is a cron expression with five fields or an interval", () => {
  const crontab = z.object(cronDetectorShape).parse({ ...where, name: "nightly", schedule: "0 3 * * *" });
  const interval = z.object(cronDetectorShape).parse({ ...where, name: "often", every: { count: 10, unit: "minute" } });
  const common = { timezone: "UTC", checkin_margin: 1, max_runtime: 30, failure_issue_threshold: 1, recovery_threshold: 1 };
  expect(cronParts(crontab).dataSources).toEqual([
    { name: "nightly", config: { schedule_type: "crontab", schedule: "0 3 * * *", ...common } },
  ]);
  expect(cronParts(interval).dataSources).toEqual([
    { name: "often", config: { schedule_type: "interval", schedule: [10, "minute"], ...common } },
  ]);
  expect(cronInputs({ dataSources: [{ queryObj: cronParts(interval).dataSources[0] }] })).toMatchObject({
    schedule: null,
    every: { count: 10, unit: "minute" },
    timezone: "UTC",
    checkInMarginMinutes: 1,
    maxRuntimeMinutes: 30,
  });
  expect(cronInputs({ dataSources: [{ queryObj: cronParts(crontab).dataSources[0] }] })).toMatchObject({
    schedule: "0 3 * * *",
    every: null,
  });
});

test("a metric monitor's thresholds become conditions for each priority, above or below", () => {
  const above = z.object(metricDetectorShape).parse({ ...where, name: "errors", aggregate: "count()", high: 100, medium: 50 });
  const below = z.object(metricDetectorShape).parse({ ...where, name: "users", aggregate: "count()", high: 5, direction: "below" });
  expect(metricParts(above).conditionGroup).toEqual({
    logicType: "any",
    conditions: [
      { type: "gt", comparison: 100, conditionResult: 75 },
      { type: "gt", comparison: 50, conditionResult: 50 },
      { type: "lte", comparison: 50, conditionResult: 0 },
    ],
  });
  expect(metricParts(below).conditionGroup?.["conditions"]).toEqual([
    { type: "lt", comparison: 5, conditionResult: 75 },
    { type: "gte", comparison: 5, conditionResult: 0 },
  ]);
  const mild = z.object(metricDetectorShape).parse({
    ...where,
    name: "slow",
    aggregate: "p75(measurements.lcp)",
    dataset: "events_analytics_platform",
    medium: 2500,
  });
  expect(metricParts(mild)).toMatchObject({
    dataSources: [{ aggregate: "p75(measurements.lcp)", dataset: "events_analytics_platform", queryType: 1 }],
    conditionGroup: {
      conditions: [
        { type: "gt", comparison: 2500, conditionResult: 50 },
        { type: "lte", comparison: 2500, conditionResult: 0 },
      ],
    },
  });
  expect(metricInputs({ conditionGroup: metricParts(mild).conditionGroup })).toMatchObject({
    direction: "above",
    high: null,
    medium: 2500,
    resolve: 2500,
  });
  const { dataSources, conditionGroup } = metricParts(below);
  expect(metricInputs({ conditionGroup, dataSources: [{ queryObj: { snubaQuery: dataSources[0] } }] })).toMatchObject({
    aggregate: "count()",
    dataset: "events",
    eventTypes: ["error"],
    query: "",
    environment: null,
    windowSeconds: 3600,
    direction: "below",
    high: 5,
    medium: null,
    resolve: 5,
  });
});

test("an alert's actions for Slack, Discord, PagerDuty and email are converted and back", () => {
  const inputs = z.object(workflowShape).parse({
    organization: "acme",
    name: "tell",
    detectorIds: ["5"],
    minLevel: "error",
    events: { moreThan: 10, interval: "1h" },
    actions: [
      { via: "slack", integrationId: "1", channelId: "C1", channel: "#alerts", notes: "runbook" },
      { via: "discord", integrationId: "2", channelId: "9" },
      { via: "pagerduty", integrationId: "3", serviceId: "7", service: "shop", priority: "critical" },
      { via: "email", to: "team", targetId: "4" },
    ],
  });
  const body = workflowBody(inputs);
  expect(body).toEqual({
    name: "tell",
    enabled: true,
    environment: null,
    config: { frequency: 30 },
    detectorIds: ["5"],
    triggers: {
      logicType: "any-short",
      conditions: ["first_seen_event", "reappeared_event", "regression_event"].map((type) => ({
        type,
        comparison: true,
        conditionResult: true,
      })),
    },
    actionFilters: [
      {
        logicType: "all",
        conditions: [
          { type: "level", comparison: { match: "gte", level: 40 }, conditionResult: true },
          { type: "event_frequency_count", comparison: { value: 10, interval: "1h" }, conditionResult: true },
        ],
        actions: [
          {
            type: "slack",
            integrationId: "1",
            config: { targetType: "specific", targetIdentifier: "C1", targetDisplay: "#alerts" },
            data: { notes: "runbook" },
          },
          { type: "discord", integrationId: "2", config: { targetType: "specific", targetIdentifier: "9", targetDisplay: null }, data: {} },
          {
            type: "pagerduty",
            integrationId: "3",
            config: { targetType: "specific", targetIdentifier: "7", targetDisplay: "shop" },
            data: { priority: "critical" },
          },
          { type: "email", config: { targetType: "team", targetIdentifier: "4" }, data: { fallthroughType: "ActiveMembers" } },
        ],
      },
    ],
  });
  const { name, detectorIds, minLevel, events, actions, triggers, frequencyMinutes } = inputs;
  expect(workflowInputs(body)).toMatchObject({
    name,
    detectorIds,
    minLevel,
    events,
    actions,
    triggers,
    frequencyMinutes,
    environment: null,
  });
});

test("an action that a user added in Sentry's web interface is a difference", () => {
  const inputs = workflowInputs({
    actionFilters: [
      {
        actions: [
          { type: "webhook", config: {} },
          { type: "email", config: { targetType: "issue_owners" }, data: {} },
        ],
      },
    ],
  });
  expect(inputs.actions).toEqual([{ via: "email", to: "issue_owners", fallthrough: "ActiveMembers" }]);
});
