import type { HttpProfileId } from "./http";
import type { QueueProfileId } from "./queue";

/** IDs of the profiles that discovered services may have: all profiles whose metrics Prometheus scrapes from the application itself. */
export const discoverableProfiles = [
  "bullmq",
  "express-prom-bundle",
  "fastapi-instrumentator",
  "prom-client",
  "request-counter",
] as const satisfies readonly (HttpProfileId | QueueProfileId)[];
export type DiscoverableProfile = (typeof discoverableProfiles)[number];
