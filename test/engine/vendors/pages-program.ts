import { loadCatalogue } from "../../../exporters/model/catalogue";
import { uptimePlan } from "../../../exporters/uptime/plan";
import { VendorProvider } from "../../../stacks/vendors/provider/resource";
import { VendorResources } from "../../../stacks/vendors/resources/vendor-resources";
import { environment, owner, system, web } from "../../exporters/model/support";
import type { WantedPages } from "./wanted";

/**
 * Creates the objects at Better Stack for a system whose checks are on a status page. Each check names its section, and may have a former
 * name.
 */
function main(): void {
  const { baseUrl, checks } = JSON.parse(process.env["MONITORING_TEST"] ?? "{}") as WantedPages;
  const uptime = checks.map(({ name, ...more }) => ({ name, path: `/${name}`, port: 80, public: true, ...more }));
  const view = loadCatalogue({
    systems: [{ ...system("shop", { ...web, uptime }), hosts: { production: "shop.example.com" } }],
    owners: [owner],
    environments: [{ ...environment, uptime: { outside: "betterstack", statusPages: "betterstack", plan: "paid" } }],
  }).view("production");
  const known = new Map([
    ["betterstack:getPolicy shop", { id: "90001" }],
    ["monitoring:uptime", { companyUrl: "https://shop.example" }],
  ]);
  const at = { baseUrl, tokenSecret: "betterstack-token" };
  new VendorResources("BetterStackMonitors", "betterstack", uptimePlan(view).resources, at, known, new VendorProvider("vendors"));
}

main();
