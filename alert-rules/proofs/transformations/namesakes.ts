import { serviceKey } from "../../series";
import type { RawSeries } from "../samples";
import type { Check } from "../scenario";
import { lengthOf, longer } from "./edit";
import type { Knowledge, Story, Transformation } from "./model";
import { healthy, storedAt } from "./replicas";

type Labels = Readonly<Record<string, string>>;

const inAnother = (label: string, labels: Labels): Labels => {
  const value = labels[label];
  return value === undefined ? labels : { ...labels, [label]: `other-${value}` };
};

/** The labels that say where the alert's instance is: of a system that is down, a service beside it is no namesake. */
const placeOf = ({ checks }: Story): string[] => serviceKey.filter((label) => checks.some(({ identity }) => identity.includes(label)));

/** The same series at another value of one of these labels, for each of them. */
const besides = (series: readonly RawSeries[], place: readonly string[]): RawSeries[] =>
  series.flatMap((one) =>
    place.filter((label) => label in one.labels).map((label): RawSeries => ({ ...one, labels: inAnother(label, one.labels) })),
  );

/** What fires, fires for each of its namesakes as well, by itself. */
function atAll(check: Check): Check {
  const firing = check.firing.flatMap((instance) => [
    instance,
    ...serviceKey.filter((label) => label in instance).map((label) => inAnother(label, instance)),
  ]);
  return { ...check, firing };
}

/** A check of what is at the same place as before, whatever there is at others. */
function atItself(check: Check): Check {
  const [instance] = check.firing;
  if (instance === undefined) return check;
  const where = Object.fromEntries(serviceKey.flatMap((label) => (label in instance ? [[label, { is: instance[label] ?? "" }]] : [])));
  return { ...check, where: { ...check.where, ...where } };
}

/** The story with these series beside its own, and what the catalogue says of them. */
function withBeside(story: Story, beside: readonly RawSeries[], of: (check: Check) => Check): Story[] {
  if (beside.length === 0) return [];
  return [
    {
      ...story,
      series: [...story.series, ...beside],
      catalogue: [...story.catalogue, ...besides(story.catalogue, placeOf(story))],
      checks: story.checks.map(of),
    },
  ];
}

/** A service of the same name in another system and another environment, and another service beside it, all with the same trouble. */
export const troubledNamesakes: Transformation = {
  name: "namesakes that have the same trouble",
  apply: (story) => withBeside(story, besides(story.series, placeOf(story)), atAll),
};

/** The namesakes' trouble, with at least this many samples. */
function troubleFor(story: Story, knowledge: Knowledge): readonly RawSeries[] {
  const alone: Story = { ...story, series: story.trouble.series, catalogue: [] };
  return longer(alone, Math.max(0, lengthOf(story) - lengthOf(alone)), knowledge).series;
}

/** A quiet service of which only the namesakes have what makes the alert fire. */
export const namesakesInTrouble: Transformation = {
  name: "namesakes in trouble",
  apply: (story, knowledge) => {
    const { instance } = story.trouble;
    const where = Object.fromEntries(
      serviceKey.filter((label) => label in instance).map((label) => [label, { isNot: inAnother(label, instance)[label] ?? "" }]),
    );
    const place = serviceKey.filter((label) => label in instance);
    return withBeside(story, besides(troubleFor(story, knowledge), place), (check) => ({ ...check, where: { ...check.where, ...where } }));
  },
};

/** The same without any trouble at the others. */
export const healthyNamesakes: Transformation = {
  name: "healthy namesakes",
  apply: (story, knowledge) => {
    const stored = storedAt(story);
    const healthySeries = story.series.flatMap((one) => healthy(one, stored, knowledge));
    return withBeside(story, besides(healthySeries, placeOf(story)), atItself);
  },
};
