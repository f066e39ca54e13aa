import { effects, subjects, type Change } from "./change";
import { sectionsOf, unchanged, verdict, type Section } from "./report";
import type { EnvironmentReview } from "./review";
import { listed } from "./words";

/** Data for the heading of a review. */
export interface Heading {
  /** A sentence that names both sides of the comparison, such as `From main (1a2b3c4d5e, "the subject") to the working tree.` */
  readonly compared: string;
  /** Names of all reviewed environments, with or without changes. */
  readonly environments: readonly string[];
}

export const formats = ["text", "markdown", "json"] as const;
export type Format = (typeof formats)[number];

const width = Math.max(...effects.map((effect) => effect.length));

const bySubject = (changes: readonly Change[]): [string, readonly Change[]][] =>
  subjects.flatMap((subject): [string, readonly Change[]][] => {
    const found = changes.filter((change) => change.subject === subject);
    return found.length === 0 ? [] : [[subject, found]];
  });

const title = ({ environments }: Section, heading: Heading): string =>
  environments.length > 1 && environments.length === heading.environments.length ? "All environments" : listed(environments);

const notes = (reviews: readonly EnvironmentReview[]): string[] => {
  const all = new Map<string, string[]>();
  for (const { environment, notCompared } of reviews) for (const why of notCompared) all.set(why, [...(all.get(why) ?? []), environment]);
  return [...all].map(([why, environments]) => `Not compared in ${listed(environments)}: ${why}.`);
};

const rest = (reviews: readonly EnvironmentReview[]): string[] => {
  const quiet = unchanged(reviews);
  return [...(quiet.length === 0 ? [] : [`Nothing changes for on-call in ${listed(quiet)}.`]), ...notes(reviews)];
};

function text(reviews: readonly EnvironmentReview[], heading: Heading): string {
  const sections = sectionsOf(reviews).map((section) =>
    [
      title(section, heading),
      ...bySubject(section.changes).flatMap(([subject, changes]) => [
        `  ${subject}`,
        ...changes.map((change) => `    ${change.effect.padEnd(width)}  ${change.text}`),
      ]),
    ].join("\n"),
  );
  return [
    [verdict(reviews), heading.compared].join("\n"),
    ...sections,
    ...(rest(reviews).length === 0 ? [] : [rest(reviews).join("\n")]),
  ].join("\n\n");
}

const escaped = (plain: string): string => plain.replace(/[\\`*_<>[\]|]/g, "\\$&");

function markdown(reviews: readonly EnvironmentReview[], heading: Heading): string {
  const sections = sectionsOf(reviews).flatMap((section) => [
    `### ${escaped(title(section, heading))}`,
    ...bySubject(section.changes).map(([subject, changes]) =>
      [`**${subject}**`, "", ...changes.map((change) => `- **${change.effect}** ${escaped(change.text)}`)].join("\n"),
    ),
  ]);
  return [`## ${escaped(verdict(reviews))}`, escaped(heading.compared), ...sections, ...rest(reviews).map(escaped)].join("\n\n");
}

const json = (reviews: readonly EnvironmentReview[], heading: Heading): string =>
  JSON.stringify(
    {
      verdict: verdict(reviews),
      compared: heading.compared,
      changes: sectionsOf(reviews).flatMap(({ environments, changes }) => changes.map((change) => ({ environments, ...change }))),
      notCompared: reviews.flatMap(({ environment, notCompared }) => notCompared.map((why) => ({ environment, why }))),
    },
    null,
    2,
  );

/** The whole review as one string in the given format. */
export function formatted(format: Format, reviews: readonly EnvironmentReview[], heading: Heading): string {
  if (format === "json") return json(reviews, heading);
  return format === "markdown" ? markdown(reviews, heading) : text(reviews, heading);
}
