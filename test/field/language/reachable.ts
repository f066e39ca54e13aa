import { stringify } from "yaml";

/** A rule of a Prometheus rule file. Only the needed fields are declared. */
export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
}
export interface Group {
  readonly name: string;
  readonly rules: readonly Rule[];
}

const words = (text: string): readonly string[] => text.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/gu) ?? [];

/**
 * Returns the rules that a world (promtool test) needs: rules that read one of its series, directly or through recording rules, and the
 * recording rules that they read. All other rules have the same result in every world. A trace about a missing series must list the series
 * without samples, so that the rules which read the series are kept.
 */
export function reachable(groups: readonly Group[], present: ReadonlySet<string>): readonly Group[] {
  const all = groups.flatMap(({ rules }) => rules);
  const reads = new Map(all.map((rule) => [rule, new Set(words(rule.expr))]));
  const known = new Set(present);
  const kept = new Set<Rule>();
  const grow = (wanted: (rule: Rule) => boolean, learn: (rule: Rule) => void): void => {
    for (let before = -1; before !== kept.size;) {
      before = kept.size;
      for (const rule of all) {
        if (kept.has(rule) || !wanted(rule)) continue;
        kept.add(rule);
        learn(rule);
      }
    }
  };
  const readsOne = (rule: Rule, of: ReadonlySet<string>): boolean => [...(reads.get(rule) ?? [])].some((word) => of.has(word));
  grow(
    (rule) => readsOne(rule, known),
    ({ record }) => record !== undefined && known.add(record),
  );
  const needed = new Set([...kept].flatMap((rule) => [...(reads.get(rule) ?? [])]));
  grow(
    ({ record }) => record !== undefined && needed.has(record),
    (rule) => reads.get(rule)?.forEach((word) => needed.add(word)),
  );
  return groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => kept.has(rule)) })).filter(({ rules }) => rules.length > 0);
}

export const ruleFile = (groups: readonly Group[]): string => stringify({ groups });
