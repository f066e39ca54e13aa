import { environment, owner, person, shopWith, type Bad } from "../support";

const pager = { via: "pagerduty", service: "shop" };

export const bad: Bad = {
  input: {
    ...shopWith({ errorRatio: { critical: { above: "5%", notify: ["pagerduty"] } } }),
    owners: [{ ...owner, pager: true, contacts: { critical: [...person, pager], warning: person, info: person } }],
    environments: [{ ...environment, pages: false }],
  },
  lines: [
    "systems.shop.services.web.thresholds.errorRatio.critical.notify: got only pagerduty; production does not page (pages: false), so no contact remains there: add a contact of another type",
  ],
};
