import { shopIn, type Bad } from "../support";

const vendor = { name: "vendor", url: "https://otlp.example.com", signals: ["logs"] };

export const bad: Bad = {
  input: shopIn({ destinations: [vendor, vendor] }),
  lines: [
    'environments.production.destinations: got the name "vendor" twice; a name identifies one destination: rename one of them',
    "environments.production.destinations: got logs to https://otlp.example.com twice with the same headers, which would be stored and billed twice: remove one of them",
  ],
};
