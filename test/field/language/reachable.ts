/** A rule of a Prometheus rule file. Only the needed fields are declared. */
export interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
}
export interface Group {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** Returns the groups with only the rules in `kept`. Groups without such rules are left out. */
const withRules = (groups: readonly Group[], kept: ReadonlySet<Rule>): readonly Group[] =>
  groups.map((group) => ({ ...group, rules: group.rules.filter((rule) => kept.has(rule)) })).filter(({ rules }) => rules.length > 0);

export const words = (text: string): readonly string[] => text.match(/[a-zA-Z_:][a-zA-Z0-9_:]*/gu) ?? [];

/**
 * Returns the rules that a world (promtool test) needs. A rule is needed if it reads one of the world's series, directly or through
 * recording rules, or if a needed rule reads it. All other rules have the same result in every world. A trace about a missing series must
 * list the series without samples, so that the rules which read the series are kept.
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
  return withRules(groups, kept);
}

/**
 * Returns the rules with these names (of series or alerts), and the rules whose series they read, directly or through other recording
 * rules. The templates of an alert's labels read series too.
 */
export function needed(groups: readonly Group[], names: ReadonlySet<string>): readonly Group[] {
  const known = new Set(names);
  const kept = new Set<Rule>();
  for (let before = -1; before !== kept.size;) {
    before = kept.size;
    for (const rule of groups.flatMap(({ rules }) => rules)) {
      if (kept.has(rule) || !known.has(rule.record ?? rule.alert ?? "")) continue;
      kept.add(rule);
      for (const word of words([rule.expr, ...Object.values(rule.labels ?? {})].join(" "))) known.add(word);
    }
  }
  return withRules(groups, kept);
}

/** A rule file without annotations: no test in `test/field` needs them, and promtool would expand their templates at every evaluation. */
export const ruleFile = (groups: readonly Group[]): string =>
  JSON.stringify({
    groups: groups.map((group) => ({ ...group, rules: group.rules.map((rule) => ({ ...rule, annotations: undefined })) })),
  });
