import type { Seen } from "./compared";
import type { AlertRule } from "./side";
import { walker, type Delivery } from "./walk";
import type { LabelSet } from "../../../alert-rules/promql/label-sets";

const walkers = new WeakMap<Seen, (labels: LabelSet) => Delivery[]>();

/** The receivers that an alert with these labels reaches on one side of the comparison. */
export function deliveriesOf(seen: Seen, labels: LabelSet): Delivery[] {
  const { alertmanager } = seen.side;
  const known = walkers.get(seen) ?? (alertmanager === undefined ? () => [] : walker(alertmanager));
  walkers.set(seen, known);
  return known(labels);
}

/** Every contact that an alert can notify, sorted. Leaves out discovered services, because their owners are unknown before deployment. */
export const contactsOf = (seen: Seen, alert: AlertRule): string[] =>
  [
    ...new Set(
      seen.world
        .instancesOf(alert)
        .filter((labels) => !("owner" in labels) || typeof labels["owner"] === "string")
        .flatMap((labels) => deliveriesOf(seen, labels))
        .flatMap(({ contacts }) => contacts.map(({ name }) => name)),
    ),
  ].sort();
