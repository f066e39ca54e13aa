import type { LabelSet } from "../../../alert-rules/promql/label-sets";
import type { Compared, Seen } from "./compared";
import type { AlertRule } from "./side";
import { serviceOf } from "./world";

/**
 * One possible instance of an alert for one service, on one side of the comparison. An alert can have several instances per service that
 * differ in other labels, e.g. one per job.
 */
export interface Instance {
  /** Identifies the alert and the service. Equal on both sides, even if the alert's name or the owner changes. */
  readonly key: string;
  /** The alert as it is after the change. */
  readonly alert: AlertRule;
  /** `system/service`, only the system, or an empty string. */
  readonly service: string;
  readonly labels: LabelSet;
}

/** Whether the system, the service and the owner are known. For discovered services, these labels are unknown before deployment. */
export const isKnown = (labels: LabelSet): boolean => ["system", "service", "owner"].every((name) => labels[name] !== null);

/** For each side, the instances of the alerts that exist on both sides. Leaves out instances with an unknown system, service or owner. */
export function instancesOf(compared: Compared): { readonly before: Instance[]; readonly after: Instance[] } {
  const of = (seen: Seen, side: "before" | "after"): Instance[] =>
    compared.alerts.kept.flatMap((pair, index) =>
      seen.world
        .instancesOf(pair[side])
        .filter(isKnown)
        .map((labels) => {
          const service = serviceOf(labels) ?? "";
          return { key: `${index} ${service}`, alert: pair.after, service, labels };
        }),
    );
  return { before: of(compared.before, "before"), after: of(compared.after, "after") };
}

/** Groups items by key. The groups have the order of their first items. */
export function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
