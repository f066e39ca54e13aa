import { loadCatalogue, type View } from "../../exporters/model/catalogue";
import { sentryPlan } from "../../exporters/sentry/plan";
import { uptimePlan } from "../../exporters/uptime/plan";
import { withFormerNames } from "../../exporters/former-names";
import type { AnyPlanned } from "../../exporters/vendor-plan";
import { environment, owner, system, web, worker, type Written } from "./model/support";

const sentry = { platform: "node", errorsPerHour: 10 };
const job = { name: "nightly", description: "Sums up", every: "1d", grace: "1h", sentry: true };

/**
 * The production view of a system with a worker and a web service. `service`, `check` and `own` override fields of the web service, its
 * check and its job.
 */
function viewOf(outside: "uptimerobot" | "betterstack", service: Written = {}, check: Written = {}, own: Written = {}): View {
  const frontend = {
    ...web,
    sentry,
    uptime: [{ path: "/health", port: 80, public: true, sentry: true, ...check }],
    jobs: [{ ...job, ...own }],
    ...service,
  };
  return loadCatalogue({
    systems: [{ ...system("shop", frontend, worker), hosts: { production: "shop.example.com" } }],
    owners: [owner],
    environments: [
      {
        ...environment,
        uptime: { outside, statusPages: outside, plan: "paid" },
        sentry: { organization: "acme", plan: "business", integrations: { slack: "shop" } },
      },
    ],
  }).view("production");
}

const resourcesOf = (view: View): AnyPlanned[] => [...(sentryPlan(view)?.resources ?? []), ...uptimePlan(view).resources];
const renames = (view: View): string[] =>
  resourcesOf(view).flatMap(({ type, name, formerly }) => (formerly === undefined ? [] : [`${type}: ${formerly} -> ${name}`]));

test("a plan without renames has no former names", () => {
  expect(renames(viewOf("uptimerobot"))).toEqual([]);
});

test("a renamed service gives every resource its former name, also if the new name sorts elsewhere", () => {
  const expected = [
    "sentry:Project: shop-web-production -> shop-zoo-production",
    "sentry:Key: shop-web-production -> shop-zoo-production",
    "sentry:UptimeDetector: shop/web health (production) -> shop/zoo health (production)",
    "sentry:CronDetector: shop/web nightly (production) -> shop/zoo nightly (production)",
    "sentry:MetricDetector: shop/web errors (production) -> shop/zoo errors (production)",
    "uptimerobot:Monitor: shop-web-health -> shop-zoo-health",
    "uptimerobot:Monitor: shop-web-nightly -> shop-zoo-nightly",
  ];
  const found = renames(viewOf("uptimerobot", { name: "zoo", renamedFrom: "web" }));
  expect(found).toEqual(expect.arrayContaining(expected));
  expect(found.every((line) => line.includes("web") && line.includes("zoo"))).toBe(true);
});

test("a renamed check and a renamed job keep their monitors, and the line of the check on the status page", () => {
  const view = viewOf("betterstack", {}, { name: "alive", renamedFrom: "health" }, { name: "report", renamedFrom: "nightly" });
  expect(renames(view)).toEqual([
    "sentry:UptimeDetector: shop/web health (production) -> shop/web alive (production)",
    "sentry:CronDetector: shop/web nightly (production) -> shop/web report (production)",
    "betterstack:Monitor: shop-web-health -> shop-web-alive",
    "betterstack:Heartbeat: shop-web-nightly -> shop-web-report",
    "betterstack:StatusPageResource: shop-production-shop-web-health -> shop-production-shop-web-alive",
  ]);
});

test("a renamed cron monitor keeps the slug that its job uses for check-ins", () => {
  const view = viewOf("uptimerobot", { name: "zoo", renamedFrom: "web" });
  const cron = resourcesOf(view).find(({ type }) => type === "sentry:CronDetector");
  expect(cron?.inputs).toMatchObject({ name: "shop/zoo nightly (production)", checkIn: "shop-web-nightly-production" });
});

test("plans that differ in more than names are a bug", () => {
  const one = { type: "sentry:Team", name: "a", inputs: {} };
  expect(() => withFormerNames([one], [])).toThrow("The plans before and after a rename differ at sentry:Team a.");
});
