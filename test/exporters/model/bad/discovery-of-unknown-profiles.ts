import { shopIn, type Bad } from "../support";

export const bad: Bad = {
  input: shopIn({ discovery: ["docker"], discoveryProfiles: ["prom-clients", "arq", "bullmq", "bullmq"] }),
  lines: [
    'environments.production.discoveryProfiles[0]: got "prom-clients"; allowed: bullmq, express-prom-bundle, fastapi-instrumentator, prom-client, request-counter; did you mean "prom-client"?',
    'environments.production.discoveryProfiles[1]: got "arq"; allowed: bullmq, express-prom-bundle, fastapi-instrumentator, prom-client, request-counter',
  ],
};
