import { equals, oneOf, type InhibitRule } from "./model";

/** Why, inside one system, an alert of one service, or of the whole system, keeps others from being sent. */
export interface Explanation {
  readonly system: string;
  readonly service?: string;
  /** What the rule says about the service: `down silences its dependents`. */
  readonly says: string;
  /** Matchers of the source; `system` stands where that of the system belongs, and may be empty. */
  readonly source: (system: readonly string[]) => string[];
  readonly target: (system: readonly string[]) => string[];
}

/** The rule of explanations that differ in their system only. */
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
      // Last, because it is the longest to compare; the target needs none, as it has the source's.
      source_matchers: [...source([]), oneOf("system", [system, ...others.map((other) => other.system)])],
      target_matchers: target([]),
      equal: ["environment", "system"],
    },
  ];
}

/** Alertmanager tries every rule on every alert, so what is alike in many systems becomes one rule for all of them. */
export function rulesOf(explanations: readonly Explanation[]): InhibitRule[] {
  const groups = new Map<string, Explanation[]>();
  for (const explanation of explanations) {
    const { service, says, source, target } = explanation;
    const key = JSON.stringify([service, says, source([]), target([])]);
    if (groups.get(key)?.push(explanation) === undefined) groups.set(key, [explanation]);
  }
  return [...groups.values()].flatMap(ruleOf);
}
