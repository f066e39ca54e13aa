import { equals, oneOf, type InhibitRule } from "./model";

/** Inhibition within one system: an alert of one service, or of the whole system, explains other alerts. */
export interface Explanation {
  readonly system: string;
  readonly service?: string;
  /** End of the rule's name, after the system and the service, e.g. `PostgresDown explains its dependents`. */
  readonly says: string;
  /** Matchers of the source alert. `system` holds the matchers for the system; it may be empty. */
  readonly source: (system: readonly string[]) => string[];
  /** Matchers of the inhibited alerts. */
  readonly target: (system: readonly string[]) => string[];
}

/** Creates one inhibition rule for explanations that differ only in their system. */
function ruleOf(alike: readonly Explanation[]): InhibitRule[] {
  const [first, ...others] = alike;
  if (first === undefined) return [];
  const { system, service, says, source, target } = first;
  if (others.length === 0) {
    const only = [equals("system", system)];
    return [
      {
        name: `${service === undefined ? system : `${system}/${service}`} ${says}`,
        source_matchers: source(only),
        target_matchers: target(only),
        equal: ["environment"],
      },
    ];
  }
  return [
    {
      name: `${service === undefined ? "" : `${service} of `}${system} and ${others.length} more ${says}`,
      // The system matcher is last, because it is the slowest. The target needs no system matcher, because `equal` contains `system`.
      source_matchers: [...source([]), oneOf("system", [system, ...others.map((other) => other.system)])],
      target_matchers: target([]),
      equal: ["environment", "system"],
    },
  ];
}

/** Creates inhibition rules. Merges rules that differ only in their system, because Alertmanager evaluates every rule for every alert. */
export function rulesOf(explanations: readonly Explanation[]): InhibitRule[] {
  const groups = new Map<string, Explanation[]>();
  for (const explanation of explanations) {
    const { service, says, source, target } = explanation;
    const key = JSON.stringify([service, says, source([]), target([])]);
    if (groups.get(key)?.push(explanation) === undefined) groups.set(key, [explanation]);
  }
  return [...groups.values()].flatMap(ruleOf);
}
