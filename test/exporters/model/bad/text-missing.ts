import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), systems: [{ id: "shop", title: "", services: [web] }] },
  lines: [
    "systems.shop.title: got an empty string; expected 1 or more characters",
    "systems.shop.description: got nothing; expected a string",
  ],
};
