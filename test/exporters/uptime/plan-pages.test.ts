import { uptimePlan } from "../../../exporters/uptime/plan";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { environment, owner, system, web } from "../model/support";
import { planOf } from "./plan-of";

test("a vendor's status page refers to its monitors, and Better Stack's page has sections and lines", () => {
  const id = ($ref: string) => ({ $ref, output: "vendorId" });
  expect(planOf({ outside: "uptimerobot", statusPages: "uptimerobot" }).resources.slice(1)).toEqual([
    {
      type: "uptimerobot:StatusPage",
      name: "shop-production",
      inputs: { name: "shop", monitorIds: [id("uptimerobot:Monitor shop-web-health")] },
    },
  ]);
  const statusPageId = id("betterstack:StatusPage shop-production");
  expect(planOf({ outside: "betterstack", statusPages: "betterstack" }).resources.slice(1)).toEqual([
    {
      type: "betterstack:StatusPage",
      name: "shop-production",
      inputs: {
        subdomain: "shop-production",
        companyName: "shop",
        companyUrl: { $ref: "monitoring:uptime", output: "companyUrl" },
      },
    },
    { type: "betterstack:StatusPageSection", name: "shop-production shop", inputs: { statusPageId, name: "shop", position: 0 } },
    {
      type: "betterstack:StatusPageResource",
      name: "shop-production-shop-web-health",
      inputs: {
        statusPageId,
        sectionId: id("betterstack:StatusPageSection shop-production shop"),
        resourceId: id("betterstack:Monitor shop-web-health"),
        publicName: "web",
      },
    },
  ]);
});

test("a status page shows public checks by group, and announcements with the newest first", () => {
  expect(planOf({ statusPages: "gatus", statusPageUrls: { shop: "https://status.example.com" } }, { group: "Shop" }).statusPages).toEqual([
    {
      system: "shop",
      by: "gatus",
      title: "shop",
      name: "shop-production",
      url: "https://status.example.com",
      sections: [{ title: "Shop", checks: [{ key: "shop-web-health", title: "web" }] }],
      announcements: [
        { at: "2026-01-01T11:00:00Z", type: "operational", message: "Orders work again", archived: false },
        { at: "2026-01-01T10:00:00Z", type: "outage", message: "Orders fail", archived: false },
      ],
    },
  ]);
  expect(planOf({ statusPages: "gatus" }, { public: false }).statusPages).toEqual([]);
  expect(planOf({ statusPages: "none" }).statusPages).toEqual([]);
});

test("a shared page is created once, with the checks of all systems in sections that name the system", () => {
  const shared = (vendor: "uptimerobot" | "betterstack") => {
    const named = (id: string, title: string) => ({
      ...system(id, { ...web, uptime: [{ path: "/health", port: 80, public: true, keyword: "ok" }] }),
      title,
      hosts: { production: `${id}.example.com` },
    });
    const uptime = { outside: vendor, statusPages: vendor, sharedPage: { title: "Status", name: "acme" } };
    return uptimePlan(
      loadCatalogue({
        systems: [named("mail", "Mail"), named("shop", "Shop")],
        owners: [owner],
        environments: [{ ...environment, systems: ["mail", "shop"], uptime }],
      }).view("production"),
    ).resources.filter(({ type }) => type.includes(":StatusPage"));
  };
  const id = ($ref: string) => ({ $ref, output: "vendorId" });
  expect(shared("uptimerobot")).toEqual([
    {
      type: "uptimerobot:StatusPage",
      name: "acme",
      inputs: { name: "Status", monitorIds: [id("uptimerobot:Monitor mail-web-health"), id("uptimerobot:Monitor shop-web-health")] },
    },
  ]);
  expect(shared("betterstack").map(({ type, name }) => `${type} ${name}`)).toEqual([
    "betterstack:StatusPage acme",
    "betterstack:StatusPageSection acme Mail",
    "betterstack:StatusPageResource acme-mail-web-health",
    "betterstack:StatusPageSection acme Shop",
    "betterstack:StatusPageResource acme-shop-web-health",
  ]);
});
