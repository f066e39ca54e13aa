import { shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), systems: [system("shop", web), system("shop", { ...web, name: "api" })] },
  lines: ['systems: got "shop" twice; names must be unique: rename or remove one of them'],
};
