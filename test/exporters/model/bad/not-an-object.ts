import { shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), systems: [system("shop", web), 7] },
  lines: ["systems[1]: got 7; expected an object"],
};
