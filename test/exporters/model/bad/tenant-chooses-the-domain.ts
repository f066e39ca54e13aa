import { owner, shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    systems: [{ ...system("shop", web), tenantContacts: [{ via: "email", to: "quota@{tenant}.example.com" }] }],
    owners: [owner],
  },
  lines: ['systems.shop.tenantContacts[0].to: got "quota@{tenant}.example.com"; expected an email address like "team@example.com"'],
};
