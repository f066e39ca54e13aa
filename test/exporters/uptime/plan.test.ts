import { uptimePlan } from "../../../exporters/uptime/plan";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { ofType } from "../../../exporters/vendor-plan";
import { environment, owner, person, system, web, type Written } from "../model/support";
import { planOf } from "./plan-of";

const job = { name: "nightly", description: "Sums up", every: "1d", grace: "1h" };

test("UptimeRobot's free plan checks body values, treats redirects as down, and uses the plan's minimum interval and alert threshold", () => {
  const { lookups, resources } = planOf({ outside: "uptimerobot" }, { json: { status: ["ok", "fine"] } });
  expect(lookups).toEqual([{ type: "uptimerobot:getAlertContact", name: "slack-shop", inputs: { name: "slack-shop" } }]);
  expect(resources).toEqual([
    {
      type: "uptimerobot:Monitor",
      name: "shop-web-health",
      inputs: {
        name: "shop/web health (production)",
        type: "API",
        url: "https://shop.example.com/health",
        intervalSeconds: 300,
        timeoutSeconds: 5,
        httpMethod: "GET",
        successStatusCodes: ["200"],
        headers: {},
        followRedirects: false,
        checkSslErrors: true,
        sslExpirationReminder: true,
        sslExpirationDays: [10],
        apiAssertions: {
          logic: "OR",
          checks: [
            { property: "$.status", comparison: "equals", target: "fine" },
            { property: "$.status", comparison: "equals", target: "ok" },
          ],
        },
        tags: ["production", "shop", "web"],
        alertContacts: [
          { id: { $ref: "uptimerobot:getAlertContact slack-shop", output: "id" }, thresholdMinutes: 0, recurrenceMinutes: 0 },
        ],
      },
    },
  ]);
});

test("UptimeRobot's paid plan notifies after a second failure and has heartbeats", () => {
  const { resources, notPlanned } = planOf({ outside: "uptimerobot", plan: "paid" }, { interval: "2m", failures: 3, keyword: "ok" }, [job]);
  expect(resources).toEqual([
    expect.objectContaining({
      inputs: expect.objectContaining({
        type: "KEYWORD",
        keyword: { value: "ok", alertWhen: "missing", caseSensitive: true },
        intervalSeconds: 120,
        alertContacts: [expect.objectContaining({ thresholdMinutes: 4, recurrenceMinutes: 0 }) as unknown],
      }) as unknown,
    }),
    {
      type: "uptimerobot:Monitor",
      name: "shop-web-nightly",
      inputs: {
        name: "shop/web nightly (production)",
        type: "HEARTBEAT",
        intervalSeconds: 86_400,
        gracePeriodSeconds: 3600,
        tags: ["production", "shop", "web"],
      },
    },
  ]);
  expect(notPlanned).toEqual([]);
});

test("a restart pages no one: each monitor waits two minutes, or does not notify pagers if its plan cannot wait", () => {
  const pager = [{ via: "pagerduty", service: "shop" }, ...person];
  const paging = (uptime: Written, check: Written = {}, critical: readonly Written[] = pager) =>
    uptimePlan(
      loadCatalogue({
        systems: [
          {
            ...system("shop", { ...web, uptime: [{ path: "/health", port: 80, keyword: "ok", ...check }] }),
            hosts: { production: "shop.example.com" },
          },
        ],
        owners: [{ ...owner, contacts: { critical, warning: person, info: person }, pager: true }],
        environments: [{ ...environment, uptime }],
      }).view("production"),
    );
  const contactsOf = (uptime: Written, check?: Written, critical?: readonly Written[]) =>
    ofType(paging(uptime, check, critical).lookups, "uptimerobot:getAlertContact").map(({ name }) => name);
  const free = { outside: "uptimerobot", plan: "free" };
  const paid = { outside: "uptimerobot", plan: "paid" };
  expect(contactsOf(free)).toEqual(["slack-shop"]);
  expect(contactsOf(free, {}, [{ via: "pagerduty", service: "shop" }])).toEqual(["slack-shop"]);
  expect(contactsOf(free, { failures: 1 })).toEqual(["pagerduty-shop", "slack-shop"]);
  expect(contactsOf(paid)).toEqual(["pagerduty-shop", "slack-shop"]);
  const notified = (uptime: Written, check?: Written) => paging(uptime, check).checks.map(({ notify }) => notify);
  const all = ["pagerduty-shop", "slack-shop"];
  expect(notified(free)).toEqual([{ alertmanager: all, uptimerobot: ["slack-shop"] }]);
  expect(notified(free, { failures: 1 })).toEqual([{ alertmanager: all, uptimerobot: all }]);
  expect(notified(paid)).toEqual([{ alertmanager: all, uptimerobot: all }]);
  expect(notified(free, { outside: false })).toEqual([{ alertmanager: all }]);
  expect(notified({ outside: "betterstack", plan: "paid" })).toEqual([{ alertmanager: all, betterstack: ["escalation policy shop"] }]);
  expect(paging(free).notPlanned).toEqual([
    {
      what: "pages of the external monitors",
      because:
        "the free plan of UptimeRobot notifies at the first failure, so a restart of a minute would page; Prometheus and Gatus page after two minutes, and UptimeRobot notifies the other contacts",
    },
  ]);
  expect(paging(free, { failures: 1 }).notPlanned).toEqual([]);
  expect(paging(paid).notPlanned).toEqual([]);
  const minutes = (check: Written) =>
    ofType(paging(paid, check).resources, "uptimerobot:Monitor").flatMap(({ inputs }) =>
      (inputs.alertContacts ?? []).map(({ thresholdMinutes }) => thresholdMinutes),
    );
  expect([minutes({}), minutes({ interval: "5m" }), minutes({ failures: 1 })]).toEqual([
    [2, 2],
    [5, 5],
    [0, 0],
  ]);
  const seconds = (interval: string) =>
    ofType(paging({ outside: "betterstack", plan: "paid" }, { interval }).resources, "betterstack:Monitor").map(
      ({ inputs }) => inputs.confirmationSeconds,
    );
  expect([seconds("30s"), seconds("1m"), seconds("3m")]).toEqual([[120], [120], [180]]);
});

test("Better Stack checks a keyword, warns at the next longer certificate period, and waits for as long as the failures take", () => {
  const { lookups, resources } = planOf(
    { outside: "betterstack", plan: "paid" },
    { keyword: '"status":"ok"', interval: "30s", failures: 3, regions: ["us", "eu"] },
    [job],
  );
  const policyId = { $ref: "betterstack:getPolicy shop", output: "id" };
  expect(lookups).toEqual([{ type: "betterstack:getPolicy", name: "shop", inputs: { name: "shop" } }]);
  expect(resources).toEqual([
    {
      type: "betterstack:Monitor",
      name: "shop-web-health",
      inputs: {
        name: "shop/web health (production)",
        type: "keyword",
        keyword: '"status":"ok"',
        url: "https://shop.example.com/health",
        intervalSeconds: 30,
        timeoutSeconds: 5,
        confirmationSeconds: 60,
        recoverySeconds: 30,
        httpMethod: "GET",
        headers: {},
        followRedirects: false,
        verifySsl: true,
        sslExpirationDays: 14,
        regions: ["eu", "us"],
        email: true,
        policyId,
      },
    },
    {
      type: "betterstack:Heartbeat",
      name: "shop-web-nightly",
      inputs: { name: "shop/web nightly (production)", periodSeconds: 86_400, graceSeconds: 3600, email: true, policyId },
    },
  ]);
});

describe("a check or job whose failure is only a warning", () => {
  const track = { name: "track", path: "/track", port: 80, severity: "warning" };
  const owners = [
    {
      ...owner,
      pager: true,
      contacts: {
        critical: [{ via: "pagerduty", service: "shop" }],
        warning: [{ via: "slack", channel: "shop" }],
        info: [{ via: "slack", channel: "shop" }],
      },
    },
  ];
  const planWith = (uptime: Written) =>
    uptimePlan(
      loadCatalogue({
        systems: [
          {
            ...system("shop", {
              ...web,
              uptime: [{ path: "/health", port: 80 }, track],
              jobs: [{ ...job, severity: "warning" }],
            }),
            hosts: { production: "shop.example.com" },
          },
        ],
        owners,
        environments: [{ ...environment, uptime }],
      }).view("production"),
    );
  const inputsOf = ({ resources }: ReturnType<typeof planWith>, name: string) => resources.find((one) => one.name === name)?.inputs;

  it("notifies only the owner's contacts for warnings at UptimeRobot", () => {
    const plan = planWith({ outside: "uptimerobot" });
    expect(plan.checks.map(({ key, severity, notify }) => ({ key, severity, notify }))).toEqual([
      { key: "shop-web-health", severity: "critical", notify: { alertmanager: ["pagerduty-shop"], uptimerobot: ["slack-shop"] } },
      { key: "shop-web-track", severity: "warning", notify: { alertmanager: ["slack-shop"], uptimerobot: ["slack-shop"] } },
    ]);
    expect(inputsOf(plan, "shop-web-track")).toMatchObject({
      alertContacts: [{ id: { $ref: "uptimerobot:getAlertContact slack-shop", output: "id" } }],
    });
  });

  it("starts no escalation policy, call or push notification at Better Stack", () => {
    const plan = planWith({ outside: "betterstack", plan: "paid" });
    const warns = { email: true, push: false, call: false, sms: false };
    for (const name of ["shop-web-track", "shop-web-nightly"]) {
      expect(inputsOf(plan, name)).toMatchObject(warns);
      expect(inputsOf(plan, name)).not.toHaveProperty("policyId");
    }
    expect(inputsOf(plan, "shop-web-health")).toMatchObject({ policyId: { $ref: "betterstack:getPolicy shop", output: "id" } });
  });
});

test("the plan lists each check that the vendor cannot run, with the reason and the price of a plan that can", () => {
  expect(planOf({ outside: "uptimerobot" }, { json: { a: ["x", "y"], b: "z" } }, [job]).notPlanned).toEqual([
    {
      what: "one of several values of a, in the external monitor of shop/web health",
      because: "UptimeRobot does not support it; blackbox_exporter and Gatus do",
    },
    {
      what: "external heartbeat of shop/web nightly",
      because:
        "the free plan of UptimeRobot has no heartbeats (the paid one costs from about $9 per month); Prometheus and Gatus expect it",
    },
  ]);
  expect(planOf({ outside: "betterstack" }, { json: { status: "ok" } }).notPlanned).toEqual([
    {
      what: "the JSON values: add a keyword, in the external monitor of shop/web health",
      because: "Better Stack does not support it; blackbox_exporter and Gatus do",
    },
  ]);
  expect(planOf({}).notPlanned).toEqual([
    { what: "external monitor of shop/web health", because: 'production has no external monitor (uptime.outside: "none")' },
  ]);
});
