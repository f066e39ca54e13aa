import type { Dimension } from "../exporters/model/units";
import type { MetricName } from "./promql";

/** Labels that say which service of which system, where, and whose. Every series and alert about a service carries them. */
export const identity = ["system", "environment", "service", "owner"] as const;
/** The labels by which two series are about the same service. */
export const serviceKey = ["system", "environment", "service"] as const;

/** A canonical series: recorded from raw names, the only thing alerts and panels read. */
export interface Series {
  readonly name: MetricName;
  /** Labels beside `identity`, e.g. `queue`. */
  readonly extra: readonly string[];
  readonly dimension: Dimension | "rate" | "timestamp" | "bytes";
  readonly help: string;
}
