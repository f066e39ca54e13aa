import { describeSet } from "./words";

/** The subjects by which changes are grouped, in display order. */
export const subjects = [
  "Services",
  "Alerts",
  "Thresholds",
  "Who is notified",
  "Inhibition",
  "Series",
  "Scraping",
  "Dashboards",
  "Sentry",
  "Uptime",
  "Other files",
] as const;
export type Subject = (typeof subjects)[number];

/**
 * Effect of a change for on-call. `tightened`: the stack notifies more often, earlier, or more people. `loosened`: less often, later, or
 * fewer people. `added`, `removed` and `renamed`: an object, such as an alert, is added, removed or renamed. `changed`: a change that is
 * neither `tightened` nor `loosened`.
 */
export const effects = ["loosened", "tightened", "removed", "added", "renamed", "changed"] as const;
export type Effect = (typeof effects)[number];

/** One effect of a change, described as text. */
export interface Change {
  readonly subject: Subject;
  readonly effect: Effect;
  readonly text: string;
}

/** One effect of a change on a named alert, service, panel or other object. */
export interface About extends Pick<Change, "effect"> {
  readonly name: string;
  /** Describes the change. Names with the same effect and description share one line. */
  readonly what: string;
}

/**
 * Merges entries with the same `effect` and `what` into one change with the text `A, B and C: what`. If there are more than six names, the
 * text lists five and the number of the others. If `what` is empty, the text has only names.
 */
export function together(subject: Subject, said: readonly About[]): Change[] {
  const groups = new Map<string, { readonly effect: Effect; readonly what: string; readonly names: string[] }>();
  for (const { effect, name, what } of said) {
    const key = JSON.stringify([effect, what]);
    const group = groups.get(key) ?? { effect, what, names: [] };
    if (!group.names.includes(name)) group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ effect, what, names }) => ({
    subject,
    effect,
    text: what === "" ? describeSet(names) : `${describeSet(names)}: ${what}`,
  }));
}
