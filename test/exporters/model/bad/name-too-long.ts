import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, name: "a-name-of-more-than-forty-letters-is-refused" }),
  lines: [
    'systems.shop.services.a-name-of-more-than-forty-letters-is-refused.name: got "a-name-of-more-than-forty-letters-is-refused"; a name has 1 to 40 lower-case letters, digits and hyphens, starts with a letter and does not end with a hyphen',
  ],
};
