import { countsOf, thresholdSpecs, type OwnValue, type ThresholdKey } from "./thresholds";
import { formatDuration, formatQuantity } from "./units";

/** Formats a list of routes for people, e.g. `/api/*, /orders`. */
export const routesText = (routes: readonly string[]): string => [...routes].sort().join(", ");

/** Formats an own threshold for people: `50`, or `2s on /ingest/* for 15m, from 100 requests within 5 minutes, notifies slack`. */
export function ownValueText(key: ThresholdKey, { value, for: wait, routes, notify, least }: OwnValue): string {
  return [
    formatQuantity(value, thresholdSpecs[key].dimension),
    ...(routes === undefined ? [] : [` on ${routesText(routes)}`]),
    ...(wait === undefined ? [] : [` for ${formatDuration(wait)}`]),
    ...(least === undefined ? [] : [`, from ${least} ${countsOf(key)?.what ?? ""}`]),
    ...(notify === undefined ? [] : [`, notifies ${[...notify].sort().join(", ")}`]),
  ].join("");
}
