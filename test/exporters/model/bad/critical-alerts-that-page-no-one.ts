import { owner, shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), owners: [{ ...owner, pager: true }] },
  lines: [
    'owners.shop.contacts.critical: got only Slack #shop; no critical alert of production would page this team: add a contact with via: "pagerduty", or write pager: false for a team that no one pages',
  ],
};
