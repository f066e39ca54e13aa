import type { Dimension } from "../exporters/model/units";
import { metric, type MetricName } from "./promql";

/** Labels of every alert about a service: system, environment, service and owner. */
export const identity = ["system", "environment", "service", "owner"] as const;
/** The labels that identify one service in recorded series. */
export const serviceKey = ["system", "environment", "service"] as const;

/** A recorded series. It has the same name for every instrumentation profile. Most alerts and panels read such series. */
export interface Series {
  readonly name: MetricName;
  /** Labels in addition to `serviceKey`, e.g. `queue`. */
  readonly extra: readonly string[];
  readonly dimension: Dimension | "rate" | "timestamp" | "bytes";
  readonly help: string;
}

/** Returns a function that defines series. All its series have the labels in `extra`, and a single series may have `more`. */
export const seriesWith =
  (...extra: readonly string[]) =>
  (name: string, dimension: Series["dimension"], help: string, more: readonly string[] = []): Series => ({
    name: metric(name),
    extra: [...extra, ...more],
    dimension,
    help,
  });
