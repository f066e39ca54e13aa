import { print } from "../../../alert-rules/promql/canonical";
import type { AlertRule } from "./side";
import { withoutFallback } from "./threshold-of";

/** One alert rule before and after the change. */
export interface AlertPair {
  readonly before: AlertRule;
  readonly after: AlertRule;
}

/** The matched alerts of two sides. The alerts of a pair in `kept` can differ in severity or name. */
export interface Pairs {
  readonly kept: readonly AlertPair[];
  readonly removed: readonly AlertRule[];
  readonly added: readonly AlertRule[];
}

/** Removes from both lists all pairs that `alike` accepts, and returns the pairs. */
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

/** A condition as text, without its default threshold and without the severity in its selectors. */
const unsevere = ({ expr }: AlertRule): string => print(withoutFallback(expr)).replace(/severity="\w+"/g, "severity");

/**
 * Matches alerts by name and severity, preferably with an equal condition. The remaining alerts match if the name and either the summary or
 * the condition (without its default threshold and severity) are equal, which finds a changed severity. Then the alerts that still remain
 * match if the severity and either the condition or the summary are equal, which finds a changed name.
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
