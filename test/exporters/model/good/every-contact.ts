import { owner, shop, web } from "../support";

const critical = [
  { via: "slack", channel: "shop" },
  { via: "discord", channel: "shop" },
  { via: "pagerduty", service: "shop" },
  { via: "webhook", name: "shop" },
  { via: "email", to: "shop@example.com" },
];
const workingHours = { timeZone: "Europe/Berlin", days: ["friday", "monday"], from: "09:00", to: "24:00" };

export const good = {
  ...shop(web),
  owners: [{ ...owner, pager: true, contacts: { critical, warning: critical, info: critical }, workingHours }],
};
