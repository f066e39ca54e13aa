import type { Alert, RuleGroup } from "../../alert-rules/model";
import { recordingsFor } from "../../alert-rules/proofs/closure";
import { step } from "../../alert-rules/proofs/samples";

/** Alerts whose transformed proofs run. */
export interface Selection {
  readonly chosen: readonly Alert[];
  /** Number of alerts that were not chosen because of their cost. Soak runs include their transformed proofs. */
  readonly left: number;
}

/** Paths of files on which the transformed proofs of every alert depend. */
const common = /^(alert-rules\/([^/]*\.ts$|promql\/|proofs\/)|exporters\/(instrumentation|contracts)\/|test\/support\/robust\.ts$)/;
const ofPack = /^alert-rules\/packs\/([^/]+)\//;

/** Estimates the cost of an alert's transformed proofs: evaluations of its scenarios times the rules that each evaluation runs. */
function costOf(alert: Alert, groups: readonly RuleGroup[]): number {
  const evaluations = [...alert.proofs().quiet, ...alert.proofs().fires].reduce(
    (sum, { checks }) => sum + (checks.at(-1)?.at ?? 0) / step,
    0,
  );
  return evaluations * (4 + recordingsFor([alert], groups).length);
}

/** Maximum total cost of the chosen alerts: about one minute on one core. */
const most = 60_000;

/** Returns the cheapest alerts whose total cost is at most `most`. */
function affordable(alerts: readonly Alert[], groups: readonly RuleGroup[]): Alert[] {
  let spent = 0;
  return alerts
    .map((alert) => ({ alert, cost: costOf(alert, groups) }))
    .sort((a, b) => a.cost - b.cost)
    .filter(({ cost }) => (spent += cost) <= most)
    .map(({ alert }) => alert);
}

/**
 * Selects the alerts of packs with changed files and, if a common file has changed, one alert of every other pack. Chooses the cheapest of
 * them, up to a total cost of `most`. `folders` maps a rule group to its folder in `alert-rules/packs/`.
 */
export function selectAlerts(files: readonly string[], groups: readonly RuleGroup[], folders: ReadonlyMap<string, string>): Selection {
  const changed = new Set(files.flatMap((file) => ofPack.exec(file)?.[1] ?? []));
  const everywhere = files.some((file) => common.test(file));
  const all = groups.flatMap(({ name, alerts }) => {
    const folder = folders.get(name);
    if (folder !== undefined && changed.has(folder)) return alerts;
    return everywhere ? alerts.slice(0, 1) : [];
  });
  const chosen = affordable(all, groups);
  return { chosen, left: all.length - chosen.length };
}
