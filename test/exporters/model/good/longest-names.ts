import { environment, owner, shop, system, web } from "../support";

const longest = "n".repeat(40);

export const good = {
  ...shop(web),
  systems: [system(longest, { ...web, name: longest, owner: longest })],
  owners: [owner, { ...owner, id: longest }],
  environments: [{ ...environment, systems: [longest] }],
};
