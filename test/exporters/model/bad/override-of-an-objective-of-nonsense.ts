import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({
    overrides: [
      {
        system: "shop",
        service: "web",
        slo: { availability: "100%", latency: { objective: "99%", wihtin: "1s" }, plans: { free: "30%" } },
      },
    ],
  }),
  lines: [
    'environments.production.overrides[0].slo.availability: got 100%; an objective of 100% has no error budget and is missed by the first failed request: write a lower one, like "99.9%"',
    'environments.production.overrides[0].slo.latency.within: got nothing; expected a duration like "500ms", "5s", "2m", "26h" or "30d"',
    'environments.production.overrides[0].slo.latency: unknown key: got "wihtin"; allowed: objective, within; did you mean "within"?',
    'environments.production.overrides[0].slo.plans.free: got 30%; an objective is at least 50%: write a higher one, like "99%"',
  ],
};
