import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ uptime: { statusPages: "betterstack" } }),
  lines: [
    'environments.production.uptime.statusPages: got "betterstack", and nobody checks from outside; a vendor\'s page shows what the vendor checks: write statusPages: "gatus", or outside: "betterstack"',
  ],
};
