import { environment, owner, system, web, type Bad } from "../support";

const pushing = { ...web, reachedBy: "push", browser: {}, instrumentation: { profile: "opentelemetry" } };
export const bad: Bad = {
  input: {
    systems: [
      system(
        "shop",
        { ...pushing, uptime: [{ path: "/health" }] },
        { ...pushing, name: "silent", browser: { origins: { production: ["https://shop.example.com"] } } },
      ),
    ],
    owners: [owner],
    environments: [{ ...environment, publicOtlp: { url: "https://otlp.example.com" } }],
  },
  lines: [
    'systems.shop.services.silent.uptime: got no check with reachedBy: "push"; a serverless program that no one requests sends nothing, so PushMissing would fire: add a check of its public address, which also requests the program regularly',
    'systems.shop.services.web.uptime.health: got a path on a service with reachedBy: "push", but no public host for production: add it to hosts of the service or the system, or write a url',
    "systems.shop.services.web.browser: got no origin for production, so no page could send telemetry: add production to origins, or a public host to hosts of the service or the system",
  ],
};
