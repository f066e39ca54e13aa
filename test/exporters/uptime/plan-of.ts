import { uptimePlan } from "../../../exporters/uptime/plan";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { environment, owner, system, web, type Written } from "../model/support";

const announcements = [
  { environment: "production", system: "shop", at: "2026-01-01T10:00:00Z", type: "outage", message: "Orders fail" },
  { environment: "production", system: "shop", at: "2026-01-01T11:00:00Z", type: "operational", message: "Orders work again" },
];

/**
 * The uptime plan of a shop with one public check. Default of `statusPages`: `none`. With `statusPages: gatus`, the catalogue has two
 * announcements.
 */
export function planOf(uptime: Written, check: Written = {}, jobs: readonly Written[] = []) {
  const statusPages = uptime["statusPages"] ?? "none";
  return uptimePlan(
    loadCatalogue({
      systems: [
        {
          ...system("shop", {
            ...web,
            ...(uptime["outside"] === undefined ? {} : { thresholds: { certificateExpiry: { warning: "10d", critical: "off" } } }),
            uptime: [{ path: "/health", port: 80, public: true, ...check }],
            jobs,
          }),
          hosts: { production: "shop.example.com" },
        },
      ],
      owners: [owner],
      environments: [{ ...environment, uptime: { ...uptime, statusPages } }],
      announcements: statusPages === "gatus" ? announcements : [],
    }).view("production"),
  );
}
