import { redis, shop, type Bad } from "../support";

const allowed = "dependsOn, description, host, hosts, jobs, kind, name, owner, port, renamedFrom, replicas, thresholds, uptime";

export const bad: Bad = {
  input: shop({ ...redis, tls: true, later: ["storage of the plan"] }),
  lines: [`systems.shop.services.redis: ${["tls", "later"].map((key) => `unknown key: got "${key}"; allowed: ${allowed}`).join("; ")}`],
};
