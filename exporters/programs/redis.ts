import { monitorPasswordSecret, secretsFolder, serviceHost } from "../model/naming";
import type { RedisService } from "../model/schema";
import type { Context } from "./context";
import { demoFolder, demoSecrets } from "./demo";
import type { Instance, Program } from "./model";

const server = ({ system, files }: NonNullable<Context["demo"]>, service: RedisService): Instance => ({
  name: service.name,
  args: ["sh", `${demoFolder}/redis-entry.sh`],
  env: {
    ADMIN_PASSWORD_FILE: `${secretsFolder}/admin-password`,
    APP_PASSWORD_FILE: `${secretsFolder}/app-password`,
    MONITOR_PASSWORD_FILE: `${secretsFolder}/monitor-password`,
  },
  files: [{ folder: demoFolder, files: files.redis }],
  secretFiles: {
    "admin-password": { secret: demoSecrets.redisAdmin },
    "app-password": { secret: demoSecrets.redisApp },
    "monitor-password": { secret: monitorPasswordSecret(system.id, service.name) },
  },
  ports: { redis: service.port },
  aliases: [serviceHost(system.id, service)],
  health: { exec: ["redis-cli", "-p", String(service.port), "PING"] },
});

/** The demo's Redis 8, without persistence. */
export const redis = {
  name: "redis",
  component: "monitoring:demo:RedisServer",
  version: "8",
  image: { repository: "redis", tag: "8-trixie", probe: "bash" },
  ports: {},
  user: "999:999",
  memoryMiB: 128,
  demo: true,
  contracts: { none: "monitored through redis_exporter" },
  instances: ({ demo }) =>
    demo === undefined ? [] : demo.system.services.flatMap((service) => (service.kind === "redis" ? [server(demo, service)] : [])),
} as const satisfies Program;
