import { shop, type Bad } from "../support";

export const bad: Bad = {
  input: shop(),
  lines: ["systems.shop.services: got an empty list; expected 1 or more entries"],
};
