import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, name: "Web" }),
  lines: [
    'systems.shop.services.Web.name: got "Web"; a name has 1 to 40 lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen',
  ],
};
