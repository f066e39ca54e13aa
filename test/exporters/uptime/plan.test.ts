import { uptimePlan } from "../../../exporters/uptime/plan";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { environment, owner, system, web, type Written } from "../model/support";

const planOf = (uptime: Written, check: Written = {}, jobs: readonly Written[] = []) =>
  uptimePlan(
    loadCatalogue({
      systems: [
        {
          ...system("shop", {
            ...web,
            thresholds: { certificateExpiry: { warning: "10d", critical: "off" } },
            uptime: [{ path: "/health", port: 80, public: true, ...check }],
            jobs,
          }),
          hosts: { production: "shop.example.com" },
        },
      ],
      owners: [owner],
      environments: [{ ...environment, uptime }],
      announcements: [
        { environment: "production", system: "shop", at: "2026-01-01T10:00:00Z", type: "outage", message: "Orders fail" },
        { environment: "production", system: "shop", at: "2026-01-01T11:00:00Z", type: "operational", message: "Orders work again" },
      ],
    }).view("production"),
  );
const job = { name: "nightly", description: "Sums up", every: "1d", grace: "1h" };

test("UptimeRobot: values of the body are asserted, redirects are down, the free plan's floor and threshold are kept", () => {
  const { uptimerobot, betterstack } = planOf({ outside: "uptimerobot" }, { json: { status: ["ok", "fine"] } });
  expect(betterstack).toEqual({ monitors: [], heartbeats: [] });
  expect(uptimerobot.monitors).toEqual([
    {
      key: "shop-web-health",
      friendlyName: "shop/web health (production)",
      type: "API",
      url: "https://shop.example.com/health",
      interval: 300,
      timeout: 5,
      httpMethodType: "GET",
      successHttpResponseCodes: ["200"],
      customHttpHeaders: {},
      followRedirections: false,
      checkSSLErrors: true,
      sslExpirationReminder: true,
      config: {
        sslExpirationPeriodDays: [10],
        apiAssertions: {
          logic: "OR",
          checks: [
            { property: "$.status", comparison: "equals", target: "fine" },
            { property: "$.status", comparison: "equals", target: "ok" },
          ],
        },
      },
      tagNames: ["production", "shop", "web"],
      contacts: [{ contact: "slack-shop", threshold: 0, recurrence: 0 }],
    },
  ]);
});

test("UptimeRobot's paid plan waits for a second failure, and expects heartbeats", () => {
  const { uptimerobot, notPlanned } = planOf({ outside: "uptimerobot", plan: "paid" }, { interval: "2m", failures: 3, keyword: "ok" }, [
    job,
  ]);
  expect(uptimerobot.monitors[0]).toMatchObject({
    type: "KEYWORD",
    keywordType: "ALERT_NOT_EXISTS",
    keywordValue: "ok",
    interval: 120,
    contacts: [{ contact: "slack-shop", threshold: 4, recurrence: 0 }],
  });
  expect(uptimerobot.heartbeats).toEqual([
    {
      key: "shop-web-nightly",
      friendlyName: "shop/web nightly (production)",
      type: "HEARTBEAT",
      interval: 86_400,
      gracePeriod: 3600,
      tagNames: ["production", "shop", "web"],
    },
  ]);
  expect(notPlanned).toEqual([]);
});

test("Better Stack: a keyword, a certificate's next longer time, a confirmation period out of the failures", () => {
  const { betterstack } = planOf(
    { outside: "betterstack", plan: "paid" },
    { keyword: '"status":"ok"', interval: "30s", failures: 3, regions: ["us", "eu"] },
    [job],
  );
  expect(betterstack.monitors).toEqual([
    {
      key: "shop-web-health",
      pronounceable_name: "shop/web health (production)",
      monitor_type: "keyword",
      url: "https://shop.example.com/health",
      http_method: "GET",
      request_headers: [],
      expected_status_codes: [200],
      required_keyword: '"status":"ok"',
      follow_redirects: false,
      verify_ssl: true,
      ssl_expiration: 14,
      check_frequency: 30,
      request_timeout: 5,
      confirmation_period: 60,
      recovery_period: 30,
      regions: ["eu", "us"],
      email: true,
      policy: "shop",
    },
  ]);
  expect(betterstack.heartbeats).toEqual([
    { key: "shop-web-nightly", name: "shop/web nightly (production)", period: 86_400, grace: 3600, email: true, policy: "shop" },
  ]);
});

test("what a vendor cannot do is named with the reason and the price", () => {
  expect(planOf({ outside: "uptimerobot" }, { json: { a: ["x", "y"], b: "z" } }, [job]).notPlanned).toEqual([
    {
      what: "one of several values of a, in the outside monitor of shop/web health",
      because: "UptimeRobot cannot look for it; blackbox_exporter and Gatus do",
    },
    {
      what: "outside heartbeat of shop/web nightly",
      because: "the free plan of UptimeRobot has no heartbeats (the paid one costs from about $9 a month); Prometheus and Gatus expect it",
    },
  ]);
  expect(planOf({ outside: "betterstack" }, { json: { status: "ok" } }).notPlanned).toEqual([
    {
      what: "the JSON values: give a keyword beside them, in the outside monitor of shop/web health",
      because: "Better Stack cannot look for it; blackbox_exporter and Gatus do",
    },
  ]);
  expect(planOf({}).notPlanned).toEqual([
    { what: "outside monitor of shop/web health", because: 'production has no outside monitor (uptime.outside: "none")' },
  ]);
});

test("a status page shows public checks under their headings, and what is announced, newest first", () => {
  expect(planOf({ outside: "betterstack", statusPages: "betterstack" }, { group: "Shop" }).statusPages).toEqual([
    {
      system: "shop",
      by: "betterstack",
      title: "shop",
      name: "shop-production",
      sections: [{ title: "Shop", checks: [{ key: "shop-web-health", title: "web" }] }],
      announcements: [
        { at: "2026-01-01T11:00:00Z", type: "operational", message: "Orders work again", archived: false },
        { at: "2026-01-01T10:00:00Z", type: "outage", message: "Orders fail", archived: false },
      ],
    },
  ]);
  expect(planOf({}, { public: false }).statusPages).toEqual([]);
});
