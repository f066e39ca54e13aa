import type { ThresholdKey, ThresholdLevels } from "../../exporters/model/thresholds";
import { httpDefaults } from "./http/group";
import { poolDefaults } from "./pool/group";
import { postgresDefaults } from "./postgres/group";
import { probeDefaults } from "./probe/group";
import { redisDefaults } from "./redis/group";
import { tenantDefaults } from "./quota/group";
import { workerDefaults } from "./queue/group";

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
