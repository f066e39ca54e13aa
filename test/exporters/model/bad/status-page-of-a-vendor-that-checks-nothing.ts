import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ uptime: { statusPages: "betterstack" } }),
  lines: [
    'environments.production.uptime.statusPages: got "betterstack", but there is no external monitor; a vendor\'s page shows only the vendor\'s checks: write statusPages: "gatus", or outside: "betterstack"',
  ],
};
