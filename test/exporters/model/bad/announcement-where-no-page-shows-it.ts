import { environment, shopOutside, type Bad } from "../support";

const input = shopOutside({ outside: "uptimerobot", statusPages: "uptimerobot" }, { public: true });
const said = { system: "shop", at: "2026-01-01T10:00:00Z", type: "outage", message: "Orders fail" };

export const bad: Bad = {
  input: {
    ...input,
    environments: [...input.environments, { ...environment, id: "second", uptime: { statusPages: "none" } }],
    announcements: [
      { ...said, environment: "production" },
      { ...said, environment: "second" },
    ],
  },
  lines: [
    'announcements[0].environment: got "production", whose status pages are at UptimeRobot; only pages of Gatus show announcements of the catalogue: write the announcement at UptimeRobot, and remove it here',
    'announcements[1].environment: got "second", which has no status pages (statusPages: "none"): remove the announcement',
  ],
};
