import type { Dimension } from "../exporters/model/units";
import { metric, type MetricName } from "./promql";

/** Labels that identify a service: its system, environment and owner. Every series and alert about a service has them. */
export const identity = ["system", "environment", "service", "owner"] as const;
/** The labels that identify one service in recorded series. */
export const serviceKey = ["system", "environment", "service"] as const;

/** A canonical series, recorded from raw metrics. Alerts and panels read only these. */
export interface Series {
  readonly name: MetricName;
  /** Labels in addition to `identity`, e.g. `queue`. */
  readonly extra: readonly string[];
  readonly dimension: Dimension | "rate" | "timestamp" | "bytes";
  readonly help: string;
}

/** Defines the series of a pack, all of which have these labels in addition to `identity`; `more` are those of one series. */
export const seriesWith =
  (...extra: readonly string[]) =>
  (name: string, dimension: Series["dimension"], help: string, more: readonly string[] = []): Series => ({
    name: metric(name),
    extra: [...extra, ...more],
    dimension,
    help,
  });
