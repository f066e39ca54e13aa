import { redis, shop, web, worker } from "../support";

export const good = shop({ ...web, dependsOn: ["redis", "worker"] }, { ...worker, dependsOn: ["redis"] }, redis);
