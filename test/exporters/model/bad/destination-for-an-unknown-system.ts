import { shopIn, type Bad } from "../support";

const vendor = { url: "https://otlp.example.com", signals: ["logs"] };

export const bad: Bad = {
  input: shopIn({
    destinations: [
      { ...vendor, name: "some", systems: ["shop", "billing"] },
      { ...vendor, name: "all" },
    ],
  }),
  lines: [
    'environments.production.destinations.some.systems: got "billing"; systems of this environment: shop',
    "environments.production.destinations: got logs to https://otlp.example.com twice with the same headers, which would be stored and billed twice: remove one of them",
  ],
};
