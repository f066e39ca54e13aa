import { secondsOf } from "../../alert-rules/promql/expression";
import { formatDuration } from "../../exporters/model/units";
import { sha256 } from "./cache";
import { mutantsOfExpression, type OperatorName } from "./operators";
import { nameOf, type Rule } from "./rules";
import type { Edit } from "./tree";
import type { Unit } from "./units";

/** A mutant: one change of one rule. */
export interface Mutant {
  /** Rule, operator and change, readable for people. `equivalent.ts` lists mutants by this ID. */
  readonly id: string;
  /** Key of the changed rule among the rules of the proofs. */
  readonly key: string;
  readonly operator: OperatorName;
  /** The changed rule. Undefined if the mutant removes the rule. */
  readonly rule: Rule | undefined;
  /** The rule before the change, if it differs from the rule of the proofs. */
  readonly before: Rule | undefined;
}

const around = 24;
const squeezed = (text: string): string => text.replace(/\s+/g, " ");

/** Formats a change with some of the text around it: `rate(x[«5m → 10m»])`. */
function described(text: string, edit: Edit): string {
  const { from, to, text: by } = edit.shown ?? edit;
  const before = squeezed(text.slice(Math.max(0, from - around), from)).trimStart();
  const after = squeezed(text.slice(to, to + around)).trimEnd();
  return `${before}«${squeezed(text.slice(from, to)).trim()} → ${by.trim()}»${after}`;
}

interface Change {
  readonly operator: OperatorName;
  readonly what: string;
  readonly rule: Rule | undefined;
}

/** Returns two changes of a rule that has the field `key`: without the field, and with twice the duration. */
function ofTime(rule: Rule, key: "for" | "keep_firing_for"): Change[] {
  const { [key]: text, ...without } = rule;
  const seconds = text === undefined ? undefined : secondsOf(text);
  if (text === undefined || seconds === undefined) return [];
  const twice = formatDuration(seconds * 2);
  return [
    { operator: key, what: `«${text} → none»`, rule: without },
    { operator: key, what: `«${text} → ${twice}»`, rule: { ...rule, [key]: twice } },
  ];
}

function changesOf({ rule, absent, replaces }: Unit): Change[] {
  const isAbsent = ({ from, to }: Edit): boolean => absent.some((piece) => piece.from <= from && to <= piece.to);
  const expressions = mutantsOfExpression(rule.expr)
    .filter(({ edit }) => !isAbsent(edit))
    .map(({ operator, edit, from, expr }): Change => ({ operator, what: described(from, edit), rule: { ...rule, expr } }));
  if (replaces) return expressions;
  const dropped: Change = { operator: "dropped rule", what: "«the rule → none»", rule: undefined };
  return [...expressions, ...ofTime(rule, "for"), ...ofTime(rule, "keep_firing_for"), dropped];
}

/** Returns every mutant of some rules. Each mutant has a unique ID. */
export function mutantsOf(units: readonly Unit[]): Mutant[] {
  const counted = new Map<string, number>();
  return units.flatMap((unit) =>
    changesOf(unit).map(({ operator, what, rule }): Mutant => {
      const name = `${nameOf(unit.rule)}${unit.replaces ? " (another form)" : ""} | ${operator} | ${what}`;
      const count = (counted.get(name) ?? 0) + 1;
      counted.set(name, count);
      return { id: count === 1 ? name : `${name} #${count}`, key: unit.key, operator, rule, before: unit.replaces ? unit.rule : undefined };
    }),
  );
}

/**
 * Selects `count` mutants: those with the smallest hashes of the seed and their IDs. The selection is stable for a seed. The order of the
 * mutants is kept.
 */
export function sampleOf(mutants: readonly Mutant[], count: number, seed = ""): Mutant[] {
  const chosen = new Set(
    mutants
      .map(({ id }) => ({ id, by: sha256(seed + id) }))
      .sort((a, b) => (a.by < b.by ? -1 : 1))
      .slice(0, count)
      .map(({ id }) => id),
  );
  return mutants.filter(({ id }) => chosen.has(id));
}

/** Selects `count` mutants of each pack, or all mutants of a pack that has fewer. */
export const sampleOfEach = (mutants: readonly Mutant[], count: number, packOf: (mutant: Mutant) => string, seed = ""): Mutant[] =>
  [...new Set(mutants.map(packOf))].flatMap((pack) =>
    sampleOf(
      mutants.filter((mutant) => packOf(mutant) === pack),
      count,
      seed,
    ),
  );
