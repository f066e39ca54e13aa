import { effects, subjects, type Change } from "./change";
import type { EnvironmentReview } from "./review";
import { counted, listed } from "./words";

/** `changes` occur in each environment of `environments`, and in no other environment. */
export interface Section {
  readonly environments: readonly string[];
  readonly changes: readonly Change[];
}

const key = (change: Change): string => JSON.stringify([change.subject, change.effect, change.text]);

/** Lists every change once, with its environments. Changes that more environments share come first. */
export function sectionsOf(reviews: readonly EnvironmentReview[]): Section[] {
  const all = new Map<string, { readonly change: Change; readonly environments: string[] }>();
  for (const { environment, changes } of reviews)
    for (const change of changes) {
      const known = all.get(key(change)) ?? { change, environments: [] };
      known.environments.push(environment);
      all.set(key(change), known);
    }
  const sections = new Map<string, { readonly environments: readonly string[]; readonly changes: Change[] }>();
  for (const { change, environments } of all.values()) {
    const section = sections.get(environments.join()) ?? { environments, changes: [] };
    section.changes.push(change);
    sections.set(environments.join(), section);
  }
  return [...sections.values()]
    .sort((a, b) => b.environments.length - a.environments.length || (a.environments.join() < b.environments.join() ? -1 : 1))
    .map(({ environments, changes }) => ({
      environments,
      changes: subjects.flatMap((subject) =>
        effects.flatMap((effect) => changes.filter((change) => change.subject === subject && change.effect === effect)),
      ),
    }));
}

/** The summary sentence, such as `3 changes for on-call: 1 loosened and 2 added.` */
export function verdict(reviews: readonly EnvironmentReview[]): string {
  const changes = sectionsOf(reviews).flatMap((section) => section.changes);
  const unsure = reviews.some(({ notCompared }) => notCompared.length > 0);
  if (changes.length === 0) return unsure ? "Nothing changes for on-call in what could be compared." : "Nothing changes for on-call.";
  const counts = effects.flatMap((effect) => {
    const count = changes.filter((change) => change.effect === effect).length;
    return count === 0 ? [] : [`${count} ${effect}`];
  });
  return `${counted(changes.length, "change")} for on-call: ${listed(counts)}.`;
}

/** Environments that were compared completely and have no changes; empty when this holds for all environments. */
export function unchanged(reviews: readonly EnvironmentReview[]): string[] {
  const quiet = reviews
    .filter(({ changes, notCompared }) => changes.length + notCompared.length === 0)
    .map(({ environment }) => environment);
  return quiet.length === reviews.length ? [] : quiet;
}
