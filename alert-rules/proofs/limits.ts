import { severities, type Severity, type ThresholdKey } from "../../exporters/model/thresholds";
import { off } from "../../exporters/model/units";
import type { Override } from "../facts";
import { proofService } from "./service";

/**
 * Limits that the proof service sets at every severity for which its kind has no default, in base units: the alerts of those
 * severities are about services with a limit of their own only. Where there is a default, the default is what is proven.
 */
export const proofLimits: Readonly<Record<ThresholdKey, Readonly<Partial<Record<Severity, number>>>>> = {
  latencyP95: { info: 0.5 },
  errorRatio: { info: 0.005 },
  queueDepth: { info: 20 },
  oldestJobAge: { info: 120 },
  jobFailureRatio: { warning: 0.3, info: 0.2 },
  connectionsUsed: { info: 0.6 },
  poolUsed: { info: 0.6 },
  replicationLag: { info: 20 },
  queryMean: { critical: 2, info: 0.2 },
  redisMemory: { info: 0.6 },
  redisLatency: { critical: 0.2, info: 0.02 },
  quotaUsed: {},
  certificateExpiry: { info: 30 * 86_400 },
};

/** A service that has switched off every alert that has a default, and sets no limit where there is none. */
export const offService = { ...proofService, service: "switched-off" } as const;

/** The limits of both. */
export const proofOverrides: readonly Override[] = (Object.keys(proofLimits) as ThresholdKey[]).flatMap((key) =>
  severities.map((severity): Override => {
    const value = proofLimits[key][severity];
    return value === undefined ? { key, severity, value: off, service: offService } : { key, severity, value, service: proofService };
  }),
);
