import { describeSet } from "./words";

/** The subjects of changes, in display order. */
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
 * Effect of a change on on-call. `tightened`: notifies more, earlier, or more people. `loosened`: less, later, or fewer people.
 * The others are for changes that are neither.
 */
export const effects = ["loosened", "tightened", "removed", "added", "renamed", "changed"] as const;
export type Effect = (typeof effects)[number];

/** One effect of a change, in words. */
export interface Change {
  readonly subject: Subject;
  readonly effect: Effect;
  readonly text: string;
}

/** The same for one of several things: an alert, a service, a panel. */
export interface About extends Pick<Change, "effect"> {
  readonly name: string;
  /** What changes; things with the same text are shown together. */
  readonly what: string;
}

/** Merges entries with the same text into one change, in their order: `A, B and C: what`; only the names if the text is empty. */
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
