import { describeSet } from "./words";

/** What a change is about, in the order in which it is shown. */
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
 * What a change does to on-call. `tightened`: notifies more, earlier, or more people. `loosened`: less, later, or fewer people.
 * The others say what happened where more or less cannot be said.
 */
export const effects = ["loosened", "tightened", "removed", "added", "renamed", "changed"] as const;
export type Effect = (typeof effects)[number];

/** One thing that a change means, in words. */
export interface Change {
  readonly subject: Subject;
  readonly effect: Effect;
  readonly text: string;
}

/** The same thing about one of several: an alert, a service, a panel. */
export interface About extends Pick<Change, "effect"> {
  readonly name: string;
  /** What is said of it; those of which the same is said are said together. */
  readonly what: string;
}

/** One change for all of which the same is said, in the order in which they came: `A, B and C: what`; their names alone where it is empty. */
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
