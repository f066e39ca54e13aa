import { print } from "../../../alert-rules/promql/canonical";
import type { AlertRule } from "./side";
import { withoutFallback } from "./threshold-of";

/** One alert at one severity on both sides. */
export interface AlertPair {
  readonly before: AlertRule;
  readonly after: AlertRule;
}

/** The alerts of two sides, matched. Those of `kept` may have another severity or name. */
export interface Pairs {
  readonly kept: readonly AlertPair[];
  readonly removed: readonly AlertRule[];
  readonly added: readonly AlertRule[];
}

/** Takes pairs out of two lists, as long as there are any that are alike. */
function take(before: AlertRule[], after: AlertRule[], alike: (a: AlertRule, b: AlertRule) => boolean): AlertPair[] {
  const found: AlertPair[] = [];
  for (const one of [...before]) {
    const other = after.find((candidate) => alike(one, candidate));
    if (other === undefined) continue;
    before.splice(before.indexOf(one), 1);
    after.splice(after.indexOf(other), 1);
    found.push({ before: one, after: other });
  }
  return found;
}

const sameName = (a: AlertRule, b: AlertRule): boolean => a.name === b.name;
const sameSeverity = (a: AlertRule, b: AlertRule): boolean => a.severity === b.severity;
const sameCondition = (a: AlertRule, b: AlertRule): boolean => print(a.expr) === print(b.expr);
const summary = (alert: AlertRule): string | undefined => alert.annotations["summary"];
const sameSummary = (a: AlertRule, b: AlertRule): boolean => summary(a) !== undefined && summary(a) === summary(b);

/** A condition without the severity whose threshold it compares with. */
const unsevere = ({ expr }: AlertRule): string => print(withoutFallback(expr)).replace(/severity="\w+"/g, "severity");

/**
 * Matches alerts by name and severity; then one that only changed its severity; then one that only changed its name, which is
 * one that has the same condition or the same summary as before.
 */
export function pairsOf(all: readonly AlertRule[], now: readonly AlertRule[]): Pairs {
  const [before, after] = [[...all], [...now]];
  const kept = [
    ...take(before, after, (a, b) => sameName(a, b) && sameSeverity(a, b) && sameCondition(a, b)),
    ...take(before, after, (a, b) => sameName(a, b) && sameSeverity(a, b)),
    ...take(before, after, (a, b) => sameName(a, b) && (unsevere(a) === unsevere(b) || sameSummary(a, b))),
    ...take(before, after, (a, b) => sameSeverity(a, b) && sameCondition(a, b)),
    ...take(before, after, (a, b) => sameSeverity(a, b) && sameSummary(a, b)),
  ];
  return { kept, removed: before, added: after };
}
