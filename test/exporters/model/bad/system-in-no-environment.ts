import { shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: { ...shop(web), systems: [system("shop", web), system("bank", web)] },
  lines: [
    "systems.bank: no environment selects the system, so nothing monitors it: add it to the systems of an environment, or remove its file",
  ],
};
