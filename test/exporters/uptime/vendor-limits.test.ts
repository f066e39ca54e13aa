import { loadCatalogue } from "../../../exporters/model/catalogue";
import { uptimePlan } from "../../../exporters/uptime/plan";
import { ofType } from "../../../exporters/vendor-plan";
import { environment, owner, system, web, type Written } from "../model/support";

/** The plan of a shop with one external check. `warning` is the service's warning threshold `certificateExpiry`. */
const planWith = (outside: string, warning: string, check: Written = {}) =>
  uptimePlan(
    loadCatalogue({
      systems: [
        {
          ...system("shop", {
            ...web,
            thresholds: { certificateExpiry: { warning } },
            uptime: [
              { ...("url" in check ? {} : { path: "/health", port: 80 }), keyword: "ok", ...check },
              { name: "tls", url: "https://tls.example.com", outside: false },
            ],
          }),
          hosts: { production: "shop.example.com" },
        },
      ],
      owners: [owner],
      environments: [{ ...environment, uptime: { outside, statusPages: "none" } }],
    }).view("production"),
  );
/** The parts of the external monitor that the plan lists as not planned. */
const missing = (...args: Parameters<typeof planWith>) =>
  planWith(...args).notPlanned.filter(({ what }) => what.includes("in the external monitor of shop/web health"));

test("Better Stack notifies at most 60 days before a certificate expires, and the plan lists an earlier threshold", () => {
  const plan = planWith("betterstack", "90d");
  expect(ofType(plan.resources, "betterstack:Monitor").map(({ inputs }) => inputs.sslExpirationDays)).toEqual([60]);
  expect(missing("betterstack", "90d")).toEqual([
    {
      what: "notification 90 days before the certificate expires, in the external monitor of shop/web health",
      because: "Better Stack notifies at most 60 days before; Prometheus notifies at the threshold",
    },
  ]);
  expect(missing("betterstack", "60d")).toEqual([]);
});

test("UptimeRobot notifies at most 365 days before, and a check without TLS has no such notification", () => {
  const plan = planWith("uptimerobot", "400d");
  expect(ofType(plan.resources, "uptimerobot:Monitor").map(({ inputs }) => inputs.sslExpirationDays)).toEqual([[365, 3]]);
  expect(missing("uptimerobot", "400d").map(({ what }) => what)).toEqual([
    "notification 400 days before the certificate expires, in the external monitor of shop/web health",
  ]);
  expect(missing("uptimerobot", "400d", { url: "http://shop.example.com/health" })).toEqual([]);
});

test("if UptimeRobot can compare none of the JSON values, its monitor checks the keyword instead of no value", () => {
  const check = { json: { a: ["x", "y"], b: ["x", "y"] } };
  expect(ofType(planWith("uptimerobot", "14d", check).resources, "uptimerobot:Monitor").map(({ inputs }) => inputs)).toEqual([
    expect.objectContaining({ type: "KEYWORD", keyword: { value: "ok", alertWhen: "missing", caseSensitive: true } }),
  ]);
  expect(missing("uptimerobot", "14d", check).map(({ what }) => what)).toEqual([
    "one of several values of a, in the external monitor of shop/web health",
    "one of several values of b, in the external monitor of shop/web health",
  ]);
});
