import type { ThresholdKey, ThresholdLevels } from "../../exporters/catalogue/thresholds";
import { httpDefaults } from "./http";
import { poolDefaults } from "./pools";
import { postgresDefaults } from "./postgres";
import { probeDefaults } from "./probes";
import { redisDefaults } from "./redis";
import { tenantDefaults } from "./tenants";
import { workerDefaults } from "./worker";

/** Limits of services that set none, of every threshold, in base units. */
export const thresholdDefaults: Readonly<Record<ThresholdKey, ThresholdLevels>> = {
  ...httpDefaults,
  ...workerDefaults,
  ...poolDefaults,
  ...tenantDefaults,
  ...postgresDefaults,
  ...redisDefaults,
  ...probeDefaults,
};
