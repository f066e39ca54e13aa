import { environment, postgres, shop, type Bad } from "../support";

export const bad: Bad = {
  input: {
    ...shop({ ...postgres, thresholds: { replicationLag: { warning: "30s" } } }, { ...postgres, name: "other" }),
    environments: [
      { ...environment, overrides: [{ system: "shop", service: "other", thresholds: { replicationLag: { warning: "1m" } } }] },
    ],
  },
  lines: [
    "environments.production.overrides.shop/other.thresholds.replicationLag: the threshold has no effect, because the server is a primary without a standby: set standbys, or declare the replica that follows it, or remove the threshold",
    "systems.shop.services.postgres.thresholds.replicationLag: the threshold has no effect, because the server is a primary without a standby: set standbys, or declare the replica that follows it, or remove the threshold",
  ],
};
