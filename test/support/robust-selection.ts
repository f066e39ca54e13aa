import type { Alert, RuleGroup } from "../../alert-rules/model";

/** Which alerts have their transformations run. */
export interface Selection {
  readonly chosen: readonly Alert[];
  /** How many more have changed and are left to the engine tests, which run all. */
  readonly left: number;
}

/** Everything that every alert's transformed proofs depend on. */
const common = /^(alert-rules\/([^/]*\.ts$|promql\/|proofs\/)|exporters\/(instrumentation|contracts)\/|test\/support\/robust\.ts$)/;
const ofPack = /^alert-rules\/packs\/([^/]+)\//;

/** So many alerts take about a minute on two cores. */
const most = 30;

/** Every n-th, so that no more than `most` are left. */
const thinned = <T>(all: readonly T[]): T[] => all.filter((_, index) => index % Math.ceil(all.length / most) === 0);

/**
 * All alerts of packs whose files have changed, and one of each other pack when something common has. `folders` says in which folder of
 * `alert-rules/packs/` a group of rules is made.
 */
export function selectAlerts(files: readonly string[], groups: readonly RuleGroup[], folders: ReadonlyMap<string, string>): Selection {
  const changed = new Set(files.flatMap((file) => ofPack.exec(file)?.[1] ?? []));
  const everywhere = files.some((file) => common.test(file));
  const all = groups.flatMap(({ name, alerts }) => {
    const folder = folders.get(name);
    if (folder !== undefined && changed.has(folder)) return alerts;
    return everywhere ? alerts.slice(0, 1) : [];
  });
  const chosen = thinned(all);
  return { chosen, left: all.length - chosen.length };
}
