import { redis, shop, web, worker, type Bad } from "../support";

export const bad: Bad = {
  input: shop({ ...web, dependsOn: ["worker"] }, { ...worker, dependsOn: ["redis"] }, { ...redis, dependsOn: ["web"] }),
  lines: [
    "systems.shop.services.redis.dependsOn: got the cycle redis -> web -> worker -> redis; these services would inhibit each other's alerts: remove one of these dependencies",
  ],
};
