import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), systems: [{ id: "shop", title: "", services: [web] }] },
  lines: [
    "systems.shop.title: got an empty text; expected at least one character",
    "systems.shop.description: got nothing; expected a text",
  ],
};
