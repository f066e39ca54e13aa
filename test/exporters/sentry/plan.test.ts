import { sentryPlan } from "../../../exporters/sentry/plan";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { environment, owner, system, web, worker } from "../model/support";

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
            { ...worker, jobs: [{ name: "nightly", description: "Sums up", every: "1d", grace: "1h", maxRuntime: "20m" }] },
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

test("a project is made for every service with a Sentry block, in its owner's team, with personal data scrubbed", () => {
  const plan = planOf();
  expect(plan?.teams).toEqual([
    { slug: "shop", name: "Shop" },
    { slug: "sites", name: "Sites" },
  ]);
  expect(plan?.projects).toEqual([
    {
      slug: "shop-web-production",
      name: "shop-web-production",
      system: "shop",
      service: "web",
      environment: "production",
      team: "sites",
      platform: "javascript-nextjs",
      settings: {
        dataScrubber: true,
        dataScrubberDefaults: true,
        scrubIPAddresses: true,
        sensitiveFields: [],
        allowedDomains: ["shop.example.com"],
        resolveAge: 720,
      },
      key: { name: "web", rateLimit: { count: 5000, window: 3600 } },
      filters: [
        { id: "browser-extensions", active: true },
        { id: "filtered-transaction", active: true },
        { id: "legacy-browser", subfilters: ["android", "chrome", "edge", "firefox", "ie", "opera", "opera_mini", "safari"] },
        { id: "localhost", active: true },
        { id: "web-crawlers", active: true },
      ],
      ownership: { raw: "path:* #sites\npath:src/pay/* #shop", fallthrough: true, autoAssignment: "Auto Assign to Issue Owner" },
      spikeProtection: true,
    },
  ]);
  expect(planOf({ scrubPii: false })?.projects[0]?.settings).toMatchObject({ dataScrubber: false, scrubIPAddresses: false });
});

test("uptime and metric monitors say what the catalogue says", () => {
  const [metric, uptime] = planOf()?.detectors ?? [];
  expect(metric).toMatchObject({
    type: "metric_issue",
    project: "shop-web-production",
    conditions: [
      { type: "gt", comparison: 100, conditionResult: 75 },
      { type: "lte", comparison: 100, conditionResult: 0 },
    ],
  });
  expect(uptime).toMatchObject({
    type: "uptime_domain_failure",
    name: "shop/web health (production)",
    dataSource: { url: "https://shop.example.com/health", intervalSeconds: 60, timeoutMs: 10_000 },
    config: { mode: 1, environment: "production", downtimeThreshold: 3, recoveryThreshold: 1 },
  });
  const assertion = uptime?.type === "uptime_domain_failure" ? (JSON.parse(uptime.dataSource.assertion) as unknown) : undefined;
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
const api = 'is_transaction:true span.op:http.server transaction:*/api/* !transaction:"*/health"';

test("budgets are metric monitors over spans whose issues are told like warnings", () => {
  const budgets = planOf({ budgets: limits })?.detectors.filter(({ name }) => !/errors|health/.test(name) || name.includes("API"));
  const monitor = (name: string, aggregate: string, query: string, window: number, limit: number, worse = ["gt", "lte"]) => ({
    type: "metric_issue",
    name: `shop/web ${name} (production)`,
    project: "shop-web-production",
    team: "sites",
    dataSource: { ...spans, aggregate, query, timeWindow: window },
    conditions: [
      { type: worse[0], comparison: limit, conditionResult: 50 },
      { type: worse[1], comparison: limit, conditionResult: 0 },
    ],
    config: { detectionType: "static" },
  });
  expect(budgets).toEqual([
    monitor("LCP", "p75(measurements.lcp)", "", 3600, 2500),
    monitor("API duration", "p95(span.duration)", api, 3600, 800),
    monitor("API errors", "count(span.duration)", `${api} span.status_code:5*`, 3600, 10),
    monitor("active users", "count_unique(user)", "is_transaction:true", 86_400, 5, ["lt", "gte"]),
  ]);
  const warning = planOf({ budgets: limits })?.workflows.find(({ severity }) => severity === "warning");
  expect(warning?.listensTo.detectors).toEqual(expect.arrayContaining((budgets ?? []).map(({ name }) => name)));
});

test("a service that serves no pages has its budgets of all requests; no floor means no monitor, and a reason", () => {
  const plan = planOf({ platform: "node", budgets: { apiDuration: "1s", activeUsers: { staging: 5 } } });
  const [, duration, ...rest] = plan?.detectors ?? [];
  expect(duration).toMatchObject({ dataSource: { query: 'is_transaction:true span.op:http.server !transaction:"*/health"' } });
  expect(rest.map(({ type }) => type)).toEqual(["uptime_domain_failure"]);
  expect(plan?.notPlanned).toContainEqual({
    what: "monitor of active users of shop/web",
    because: "its budget names no floor for production",
  });
});

test("the owner is told by severity, by the means Sentry has, and no issue is told twice", () => {
  const workflows = planOf()?.workflows ?? [];
  expect(workflows.map(({ name, filter, actions }) => ({ name, logic: filter.logicType, actions }))).toEqual([
    {
      name: "shop/web critical (production)",
      logic: "all",
      actions: [
        { type: "slack", integration: "our-slack", channel: "#sites" },
        { type: "pagerduty", service: "sites", priority: "critical" },
        { type: "email", team: "sites" },
      ],
    },
    { name: "shop/web warning (production)", logic: "none", actions: [{ type: "discord", channel: "sites" }] },
  ]);
  for (const { filter, listensTo } of workflows) {
    expect(filter.conditions).toEqual([{ type: "issue_priority_greater_or_equal", comparison: 75, conditionResult: true }]);
    expect(listensTo).toEqual({ errors: true, detectors: ["shop/web errors (production)", "shop/web health (production)"] });
  }
});

test("what is not made is named with the reason", () => {
  expect(planOf()?.notPlanned).toEqual([
    { what: "project of shop/worker", because: "the service has no sentry block" },
    { what: "cron monitor of shop/worker nightly", because: "not asked for (sentry: true), because each beyond the first is paid for" },
  ]);
  const quiet = planOf({}, { organization: "shop", monitors: false });
  expect(quiet?.detectors.map(({ type }) => type)).toEqual(["metric_issue"]);
  expect(quiet?.notPlanned).toContainEqual({
    what: "uptime monitor of shop/web health",
    because: "production keeps no monitors at Sentry (sentry.monitors: false)",
  });
});

test("an environment that names no organisation has no plan", () => {
  expect(
    sentryPlan(loadCatalogue({ systems: [system("shop", web)], owners: [owner], environments: [environment] }).view("production")),
  ).toBeUndefined();
});
