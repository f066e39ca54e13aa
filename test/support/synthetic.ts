import type { CatalogueInput } from "../../exporters/model/catalogue";
import { environments, owners } from "../fixtures/catalogue";
import type { SystemInput } from "../../exporters/model/schema";

/** Services per synthetic system: seven HTTP services, one worker, one database and one cache. */
const perSystem = 10;

type ServiceInput = SystemInput["services"][number];

function system(index: number): SystemInput {
  const owner = owners[index % owners.length]?.id ?? "platform";
  const http = Array.from({ length: perSystem - 3 }, (_, at): ServiceInput => ({
    kind: "http",
    name: `web-${at}`,
    owner,
    dependsOn: ["postgres", "redis"],
    instrumentation: { profile: "prom-client", port: 9464, buckets: [0.1, 0.5, 1, 2, 5] },
    // One service in ten declares a threshold.
    ...(at === 0 ? { thresholds: { latencyP95: { warning: "500ms", critical: "2s" } } } : {}),
    uptime: [{ path: "/health", port: 8080 }],
  }));
  return {
    id: `system-${index}`,
    title: `System ${index}`,
    description: "Made for a benchmark",
    services: [
      ...http,
      { kind: "worker", name: "worker", owner, dependsOn: ["redis"], instrumentation: { profile: "bullmq", port: 9464 }, queues: ["jobs"] },
      { kind: "postgres", name: "postgres", owner, port: 5432 },
      { kind: "redis", name: "redis", owner, port: 6379 },
    ],
  };
}

/** Returns a catalogue with this number of services (a multiple of ten). Production monitors all of them. */
export function syntheticCatalogue(services: number): CatalogueInput {
  const systems = Array.from({ length: services / perSystem }, (_, index) => system(index));
  const production = environments.find((environment) => environment.id === "production");
  return {
    owners,
    systems,
    environments: [{ ...production, systems: systems.map(({ id }) => id), discovery: [], overrides: [], uptime: {} }],
  };
}
