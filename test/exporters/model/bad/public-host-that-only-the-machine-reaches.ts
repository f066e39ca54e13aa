import { shop, system, web, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop(web),
    systems: [{ ...system("shop", { ...web, hosts: { production: "127.0.0.1" } }), hosts: { production: "localhost:3000" } }],
  },
  lines: [
    'systems.shop.hosts.production: got "localhost:3000", which no other machine can reach: write the public host, or remove it',
    'systems.shop.services.web.hosts.production: got "127.0.0.1", which no other machine can reach: write the public host, or remove it',
  ],
};
