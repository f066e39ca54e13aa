import { sentryPlan } from "../../../exporters/sentry/plan";
import type { SentryPlan, SentryResource } from "../../../exporters/sentry/model";
import { ofType } from "../../../exporters/vendor-plan";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { environment, owner, system, web, worker } from "../model/support";
import { textIn } from "../../support/plans";

const sites = {
  id: "sites",
  title: "Sites",
  contacts: {
    critical: [
      { via: "slack", channel: "sites" },
      { via: "pagerduty", service: "sites" },
      { via: "email", to: "sites@example.com" },
      { via: "webhook", name: "sites" },
    ],
    warning: [{ via: "discord", channel: "sites" }],
    info: [{ via: "slack", channel: "sites-info" }],
  },
};

const planOf = (changes: object = {}, sentry: object = { organization: "shop", integrations: { slack: "our-slack" } }) =>
  sentryPlan(
    loadCatalogue({
      systems: [
        {
          ...system(
            "shop",
            {
              ...web,
              owner: "sites",
              sentry: { platform: "javascript-nextjs", errorsPerHour: 100, ownership: [{ path: "src/pay/*", owner: "shop" }], ...changes },
              uptime: [
                {
                  path: "/health",
                  port: 80,
                  status: [200, 204],
                  json: { status: "ok", ready: true },
                  failures: 3,
                  timeout: "10s",
                  sentry: true,
                },
              ],
            },
            { ...worker, jobs: [{ name: "nightly", description: "Sums up", every: "1d", grace: "1h" }] },
          ),
          hosts: { production: "shop.example.com" },
        },
      ],
      owners: [owner, sites],
      environments: [
        { ...environment, sentry },
        { ...environment, id: "staging" },
      ],
    }).view("production"),
  );

const of = <T extends SentryResource["type"]>(plan: SentryPlan | undefined, type: T) => ofType(plan?.resources ?? [], type);

test("every service with a Sentry block gets a project that belongs to its owner's team and scrubs personal data", () => {
  const plan = planOf();
  expect(plan && ofType(plan.resources, "sentry:Team").map(({ inputs }) => inputs)).toEqual([
    { organization: "shop", slug: "shop" },
    { organization: "shop", slug: "sites" },
  ]);
  const name = "shop-web-production";
  const at = { organization: "shop", project: { $ref: `sentry:Project ${name}`, output: "vendorId" } };
  const filter = (inputs: { filter: string; active: boolean; browsers?: readonly string[] }) => ({
    type: "sentry:InboundFilter",
    name: `${name}-${inputs.filter}`,
    inputs: { ...at, ...inputs },
  });
  expect(plan?.resources.slice(2, 11)).toEqual([
    {
      type: "sentry:Project",
      name,
      inputs: {
        organization: "shop",
        team: { $ref: "sentry:Team sites", output: "vendorId" },
        slug: name,
        name,
        platform: "javascript-nextjs",
        dataScrubber: true,
        dataScrubberDefaults: true,
        scrubIpAddresses: true,
        sensitiveFields: [],
        allowedDomains: ["shop.example.com"],
        resolveAgeHours: 720,
      },
    },
    { type: "sentry:Key", name, inputs: { ...at, name: "web", rateLimit: { count: 5000, windowSeconds: 3600 } } },
    filter({ filter: "browser-extensions", active: true }),
    filter({ filter: "filtered-transaction", active: true }),
    filter({
      filter: "legacy-browser",
      active: true,
      browsers: ["android", "chrome", "edge", "firefox", "ie", "opera", "opera_mini", "safari"],
    }),
    filter({ filter: "localhost", active: true }),
    filter({ filter: "web-crawlers", active: true }),
    { type: "sentry:SpikeProtection", name, inputs: at },
    {
      type: "sentry:Ownership",
      name,
      inputs: {
        ...at,
        raw: "path:* #sites\npath:src/pay/* #shop",
        fallthrough: true,
        autoAssignment: "Auto Assign to Issue Owner",
      },
      after: ["sentry:Team shop", "sentry:Team sites"],
    },
  ]);
  expect(of(planOf({ scrubPii: false }), "sentry:Project")[0]?.inputs).toMatchObject({ dataScrubber: false, scrubIpAddresses: false });
  expect(of(planOf({ platform: "node" }), "sentry:InboundFilter")[2]?.inputs).toEqual({ ...at, filter: "legacy-browser", active: false });
});

test("uptime and metric monitors match the catalogue", () => {
  const [metric] = of(planOf(), "sentry:MetricDetector");
  expect(metric).toMatchObject({
    name: "shop/web errors (production)",
    inputs: {
      project: { $ref: "sentry:Project shop-web-production", output: "vendorId" },
      owner: { $ref: "sentry:Team sites", output: "teamId", prefix: "team:" },
      direction: "above",
      high: 100,
      resolve: 100,
    },
  });
  const [uptime] = of(planOf(), "sentry:UptimeDetector");
  expect(uptime).toMatchObject({
    name: "shop/web health (production)",
    inputs: {
      url: "https://shop.example.com/health",
      environment: "production",
      intervalSeconds: 60,
      timeoutMs: 10_000,
      downtimeThreshold: 3,
      recoveryThreshold: 1,
    },
  });
  const assertion = JSON.parse(textIn(uptime?.inputs.assertion)) as unknown;
  const status = (value: number) => ({ op: "status_code_check", operator: { cmp: "equals" }, value });
  expect(assertion).toEqual({
    root: {
      op: "and",
      children: [
        { op: "or", children: [status(200), status(204)] },
        { op: "json_path", value: "$.ready", operator: { cmp: "always" }, operand: { jsonpath_op: "none" } },
        { op: "json_path", value: "$.status", operator: { cmp: "equals" }, operand: { jsonpath_op: "literal", value: "ok" } },
      ],
    },
  });
});

const limits = { lcp: "2.5s", apiDuration: "800ms", apiErrorsPerHour: 10, activeUsers: { production: 5 } };
const spans = { dataset: "events_analytics_platform", environment: "production", eventTypes: ["trace_item_span"] };
const inProject = { organization: "shop", project: { $ref: "sentry:Project shop-web-production", output: "vendorId" } };
const api = 'is_transaction:true span.op:http.server transaction:*/api/* !transaction:"*/health"';

test("budgets become metric monitors over spans, and their issues notify the warning contacts", () => {
  const budgets = of(planOf({ budgets: limits }), "sentry:MetricDetector").filter(({ inputs }) => inputs.medium !== undefined);
  const monitor = (budget: string, aggregate: string, query: string, windowSeconds: number, threshold: number, direction = "above") => ({
    type: "sentry:MetricDetector",
    name: `shop/web ${budget} (production)`,
    inputs: {
      ...spans,
      ...inProject,
      owner: { $ref: "sentry:Team sites", output: "teamId", prefix: "team:" },
      name: `shop/web ${budget} (production)`,
      aggregate,
      query,
      windowSeconds,
      direction,
      medium: threshold,
      resolve: threshold,
    },
  });
  expect(budgets).toEqual([
    monitor("LCP", "p75(measurements.lcp)", "", 3600, 2500),
    monitor("API duration", "p95(span.duration)", api, 3600, 800),
    monitor("API errors", "count(span.duration)", `${api} span.status_code:5*`, 3600, 10),
    monitor("active users", "count_unique(user)", "is_transaction:true", 86_400, 5, "below"),
  ]);
  const warning = of(planOf({ budgets: limits }), "sentry:Workflow").find(({ inputs }) => inputs.belowPriority === "high");
  expect(warning?.inputs.detectorIds).toEqual(
    expect.arrayContaining(budgets.map(({ name }) => ({ $ref: `sentry:MetricDetector ${name}`, output: "vendorId" }))),
  );
});

test("a service without pages gets budgets over all requests, and a budget without a floor gets no monitor but a reason", () => {
  const plan = planOf({ platform: "node", budgets: { apiDuration: "1s", activeUsers: { staging: 5 } } });
  expect(of(plan, "sentry:MetricDetector").map(({ inputs }) => inputs.query)).toEqual([
    "",
    'is_transaction:true span.op:http.server !transaction:"*/health"',
  ]);
  expect(plan?.notPlanned).toContainEqual({
    what: "monitor of active users of shop/web",
    because: "its budget has no floor for production",
  });
});

test("Sentry's integrations notify the owner's contacts for each severity, and no issue notifies twice", () => {
  const plan = planOf();
  const id = ($ref: string, output = "id") => ({ $ref, output });
  const workflow = (severity: string, inputs: object) => ({
    type: "sentry:Workflow",
    name: `shop/web ${severity} (production)`,
    inputs: {
      organization: "shop",
      name: `shop/web ${severity} (production)`,
      environment: "production",
      detectorIds: [
        id("sentry:ErrorDetector shop-web-production", "vendorId"),
        id("sentry:MetricDetector shop/web errors (production)", "vendorId"),
        id("sentry:UptimeDetector shop/web health (production)", "vendorId"),
      ],
      triggers: ["first_seen_event", "reappeared_event", "regression_event"],
      ...inputs,
    },
  });
  const pagerduty = id("sentry:getIntegration pagerduty");
  expect(of(plan, "sentry:Workflow")).toEqual([
    workflow("critical", {
      frequencyMinutes: 30,
      minPriority: "high",
      actions: [
        { via: "slack", integrationId: id("sentry:getIntegration slack our-slack"), channel: "#sites" },
        {
          via: "pagerduty",
          integrationId: pagerduty,
          serviceId: id("sentry:getPagerDutyService pagerduty sites"),
          service: "sites",
          priority: "critical",
        },
        { via: "email", to: "team", targetId: id("sentry:Team sites", "teamId") },
      ],
    }),
    workflow("warning", {
      frequencyMinutes: 180,
      belowPriority: "high",
      actions: [
        { via: "discord", integrationId: id("sentry:getIntegration discord"), channelId: id("monitoring:sentry.discordChannels", "sites") },
      ],
    }),
  ]);
  expect(plan?.lookups.map(({ type, name, inputs }) => [`${type} ${name}`, inputs])).toEqual([
    ["sentry:getIntegration slack our-slack", { organization: "shop", provider: "slack", name: "our-slack" }],
    ["sentry:getIntegration pagerduty", { organization: "shop", provider: "pagerduty" }],
    ["sentry:getPagerDutyService pagerduty sites", { organization: "shop", integrationId: pagerduty, service: "sites" }],
    ["sentry:getIntegration discord", { organization: "shop", provider: "discord" }],
  ]);
});

test("the plan lists each resource that it leaves out, with the reason", () => {
  expect(planOf()?.notPlanned).toEqual([
    { what: "project of shop/worker", because: "the service has no sentry block" },
    {
      what: "the JSON values that are not strings, in the uptime monitor of shop/web health",
      because: "Sentry does not support it; blackbox_exporter and Gatus do",
    },
    {
      what: "cron monitor of shop/worker nightly",
      because: "the catalogue does not have sentry: true here, because each monitor beyond the first is paid",
    },
  ]);
  const quiet = planOf({}, { organization: "shop", monitors: false });
  expect(quiet?.resources.filter(({ type }) => /(Uptime|Cron|Metric)Detector$/.test(type)).map(({ type }) => type)).toEqual([
    "sentry:MetricDetector",
  ]);
  expect(quiet?.notPlanned).toContainEqual({
    what: "uptime monitor of shop/web health",
    because: "production has no Sentry monitors (sentry.monitors: false)",
  });
});

test("an environment without a Sentry organisation has no plan", () => {
  expect(
    sentryPlan(loadCatalogue({ systems: [system("shop", web)], owners: [owner], environments: [environment] }).view("production")),
  ).toBeUndefined();
});
