import { equals, oneOf, type InhibitRule } from "./model";

/** Within one system, an inhibition of other alerts by an alert of one service or of the whole system. */
export interface Explanation {
  readonly system: string;
  readonly service?: string;
  /** The rule's name without its service: `down silences its dependents`. */
  readonly says: string;
  /** Matchers of the source. `system` are the system's matchers, possibly none. */
  readonly source: (system: readonly string[]) => string[];
  readonly target: (system: readonly string[]) => string[];
}

/** One rule for explanations that differ only in their system. */
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
      // Last, because it is the slowest to match. The target needs no system matcher: `equal` has the source's.
      source_matchers: [...source([]), oneOf("system", [system, ...others.map((other) => other.system)])],
      target_matchers: target([]),
      equal: ["environment", "system"],
    },
  ];
}

/** Alertmanager evaluates every rule for every alert, so rules that are alike in many systems become one. */
export function rulesOf(explanations: readonly Explanation[]): InhibitRule[] {
  const groups = new Map<string, Explanation[]>();
  for (const explanation of explanations) {
    const { service, says, source, target } = explanation;
    const key = JSON.stringify([service, says, source([]), target([])]);
    if (groups.get(key)?.push(explanation) === undefined) groups.set(key, [explanation]);
  }
  return [...groups.values()].flatMap(ruleOf);
}
