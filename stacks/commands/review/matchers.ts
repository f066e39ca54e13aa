import { passes, type LabelSet } from "../../../alert-rules/promql/label-sets";
import type { Matcher } from "../../../alert-rules/promql/expression";

const form = /^\s*"?([a-zA-Z_][a-zA-Z0-9_]*)"?\s*(=~|!~|!=|=)\s*(.*?)\s*$/s;

/** Parses a matcher in Alertmanager's syntax, such as `severity="critical"`. Returns undefined for text in any other form. */
export function readMatcher(text: string): Matcher | undefined {
  const [, label, op, value] = form.exec(text) ?? [];
  if (label === undefined || op === undefined || value === undefined) return undefined;
  try {
    return { label, op: op as Matcher["op"], value: value.startsWith('"') ? String(JSON.parse(value)) : value };
  } catch {
    return undefined;
  }
}

/** Returns a function that checks whether all matchers match a label set. A matcher that cannot be parsed matches nothing. */
export function matchersOf(texts: readonly string[] | undefined): (labels: LabelSet) => boolean {
  const matchers = (texts ?? []).map(readMatcher);
  return (labels) =>
    matchers.every((matcher) => {
      if (matcher === undefined) return false;
      const actual = labels[matcher.label];
      // Assume that a label with an unknown value can have any value except an empty one.
      return actual === null ? matcher.op !== "=" || matcher.value !== "" : passes(matcher, actual ?? "");
    });
}
