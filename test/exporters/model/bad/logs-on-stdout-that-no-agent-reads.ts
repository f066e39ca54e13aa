import { shop, web, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, instrumentation: { profile: "prom-client", port: 9464, logs: "stdout" } }),
  lines: [
    'systems.shop.services.web.instrumentation.logs: got "stdout", but no environment that monitors the system (production) has a logAgent that reads it: set logAgent of an environment, or push the logs and write "pushed"',
  ],
};
