import type { LabelSet } from "../../../alert-rules/promql/label-sets";
import type { Compared, Seen } from "./compared";
import type { AlertRule } from "./side";
import { serviceOf } from "./world";

/** One alert about one service, on one side; several when it has more labels, e.g. one for each job. */
export interface Instance {
  /** The same on both sides, whatever the alert is called and whoever answers for it. */
  readonly key: string;
  /** As it is after the change. */
  readonly alert: AlertRule;
  /** `system/service`, the system, or empty. */
  readonly service: string;
  readonly labels: LabelSet;
}

/** Whether labels say whom it is about. What is discovered has a service and an owner that nobody knows before. */
export const isKnown = (labels: LabelSet): boolean => ["system", "service", "owner"].every((name) => labels[name] !== null);

/** The instances of the alerts that both sides have, by side. */
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

/** Lists by key, in the order of the first of each. */
export function grouped<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
