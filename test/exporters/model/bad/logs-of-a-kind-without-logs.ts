import { postgres, redis, shop, type Bad } from "../support";

const logs = { patterns: [{ name: "panic", matches: "^PANIC" }] };
const vendor = { kind: "external", name: "vendor", owner: "shop", uptime: [{ url: "https://vendor.example.com/status" }] };
const message = (kind: string) =>
  `got logs on a service of kind ${kind}, whose logs neither the gateway nor a log agent receives: declare the patterns on an http or worker service, or remove logs`;

export const bad: Bad = {
  input: shop({ ...postgres, logs }, { ...redis, logs }, { ...vendor, logs }),
  lines: [
    `systems.shop.services.postgres: ${message("postgres")}`,
    `systems.shop.services.redis: ${message("redis")}`,
    `systems.shop.services.vendor: ${message("external")}`,
  ],
};
