import { shopOutside, type Bad } from "../support";

export const bad: Bad = {
  input: shopOutside(
    { outside: "betterstack" },
    ...Array.from({ length: 11 }, (_, at) => ({ name: `check-${at}`, path: `/health/${at}` })),
  ),
  lines: [
    'environments.production.uptime.outside: got 11 monitors at Better Stack over all environments; the free plan has 10: write outside: false on the least important checks, or set plan: "paid"; the paid plan costs $29 per month for each person on call, plus additional monitors (as of 2026-09)',
  ],
};
