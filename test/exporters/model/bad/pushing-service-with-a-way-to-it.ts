import { shop, web, type Bad } from "../support";

const where = "systems.shop.services.web";
export const bad: Bad = {
  input: shop({
    ...web,
    reachedBy: "push",
    hosts: { production: "shop.example.com" },
    instrumentation: { profile: "prom-client", port: 9464, host: "web.shop", logs: "stdout" },
    uptime: [
      { path: "/health", port: 8080 },
      { name: "ready", path: "/ready", outside: false },
    ],
  }),
  lines: [
    `${where}.instrumentation.profile: got "prom-client" with reachedBy: "push"; Prometheus would have to scrape this profile: write "opentelemetry", or remove reachedBy`,
    `${where}.instrumentation.host: got "web.shop" with reachedBy: "push"; the stack requests only public URLs of the service: remove host`,
    `${where}.instrumentation.logs: got "stdout" with reachedBy: "push"; no log agent runs beside the service: push the logs and write "pushed"`,
    `${where}.uptime.health.port: got 8080 with reachedBy: "push"; the check requests the public URL, which contains its own port: remove port`,
    `${where}.uptime.ready.outside: got false with reachedBy: "push"; the service has only a public address: remove outside`,
    `${where}.instrumentation.logs: got "stdout", but no environment that monitors the system (production) has a logAgent that reads it: set logAgent of an environment, or push the logs and write "pushed"`,
    `${where}.reachedBy: got "push", but the environment production has no public address to which the service can push: set publicOtlp of the environment, or exclude the system from it`,
  ],
};
