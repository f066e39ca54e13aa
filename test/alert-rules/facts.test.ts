import { factsOf } from "../../alert-rules/facts";
import { loadCatalogue } from "../../exporters/model/catalogue";
import { postgres, redis, shop, worker, type Written } from "../exporters/model/support";

const factsFor = (...services: readonly Written[]) => factsOf(loadCatalogue(shop(...services)).view("production"));
const cache = { ...redis, name: "cache" };

describe("the Redis servers that hold a queue", () => {
  const stores = (...services: readonly Written[]): string[] => factsFor(...services).queueStores.map(({ service }) => service);

  it("are those that a worker depends on", () => {
    expect(stores(redis, cache, postgres, { ...worker, dependsOn: ["redis", "postgres"] })).toEqual(["redis"]);
    expect(stores(redis, cache, { ...worker, dependsOn: ["redis", "cache"] })).toEqual(["cache", "redis"]);
  });

  it("are only those that a worker names, if it names one", () => {
    const named = { ...worker, dependsOn: ["redis", "cache"], instrumentation: { profile: "bullmq", port: 9464, redis: "redis" } };
    expect(stores(redis, cache, named)).toEqual(["redis"]);
    expect(stores(redis, cache, { ...worker, instrumentation: { profile: "arq", redis: "cache" } })).toEqual(["cache"]);
  });

  it("are none without a worker", () => {
    expect(stores(redis)).toEqual([]);
  });
});

it("the standbys of a primary are those that name it, and a server without standbys or replicas is left out", () => {
  const { replicas, redisReplicas } = factsFor(
    postgres,
    { ...postgres, name: "replica", role: "replica", replicaOf: "postgres" },
    { ...postgres, name: "alone" },
    { ...redis, replicas: 2 },
    cache,
  );
  const labels = { system: "shop", environment: "production", owner: "shop" };
  expect(replicas).toEqual([{ service: { ...labels, service: "postgres" }, standby: "replica" }]);
  expect(redisReplicas).toEqual([{ service: { ...labels, service: "redis" }, count: 2 }]);
});
