import { expectedOwner, ownedSeries, unknownOwner } from "../../owner";
import { serviceKey } from "../../series";
import type { RawSeries } from "../samples";
import type { Check } from "../scenario";
import { asLong, isOfStack, mapNumbers, withSamples } from "./edit";
import type { Story, Transformation } from "./model";

type Labels = Readonly<Record<string, string>>;

/** Returns the labels with another value of one label. If the label identifies the service, a known owner changes too. */
export const inAnother = (label: string, labels: Labels): Labels => {
  const { [label]: value, owner } = labels;
  if (value === undefined) return labels;
  const hasOwner = owner !== undefined && owner !== unknownOwner && (serviceKey as readonly string[]).includes(label);
  return { ...labels, [label]: `other-${value}`, ...(hasOwner ? { owner: `other-${owner}` } : {}) };
};

const placeIn = (labels: Labels): string => JSON.stringify(serviceKey.map((label) => labels[label]));

/** Services whose targets always have the label `owner`, as discovered targets do. The catalogue does not need to name their owner. */
const namedByTargets = (series: readonly RawSeries[]): ReadonlySet<string> =>
  new Set(
    series
      .filter(({ metric, labels }) => (ownedSeries as readonly string[]).includes(metric) && labels["owner"] !== undefined)
      .filter(({ samples }) => samples.every((sample) => typeof sample === "number"))
      .map(({ labels }) => placeIn(labels)),
  );

/**
 * The labels that locate the alert's instance: `system`, `environment` and `service`, if they are identity labels of the alert. An alert
 * about a whole system has no label `service`, so it gets no namesake with another service.
 */
const placeOf = ({ checks }: Story): string[] => serviceKey.filter((label) => checks.some(({ identity }) => identity.includes(label)));

/**
 * Gatus' key of a check names the system and the service, so the checks of a namesake have other keys. The namesakes of a job keep the key
 * of the job's heartbeats. Gatus gives heartbeats the type `UNKNOWN`.
 */
const withOwnKey = ({ metric }: RawSeries, label: string, { key, ...labels }: Labels): Labels =>
  key === undefined
    ? labels
    : { ...labels, key: metric.startsWith("gatus_") && labels["type"] !== "UNKNOWN" ? `other-${label}-${key}` : key };

/**
 * Copies each series once for each of its labels in `place`. In the copy, this label has another value. A namesake in the same environment
 * uses the same gateway as the original service, so series of programs such as the gateway are copied only for the label `environment`.
 */
const besides = (series: readonly RawSeries[], place: readonly string[], story: Story): RawSeries[] =>
  series.flatMap((one) =>
    place
      .filter((label) => label in one.labels && (label === "environment" || !isOfStack(one, story)))
      .map((label): RawSeries => ({ ...one, labels: withOwnKey(one, label, inAnother(label, one.labels)) })),
  );

/** In a namesake's catalogue data, also renames the services in labels other than `service`, such as `standby`. */
function withinNamesake(series: RawSeries, services: ReadonlySet<string>): RawSeries {
  const labels = Object.entries(series.labels).map(([name, value]) => [
    name,
    name !== "service" && services.has(value) ? `other-${value}` : value,
  ]);
  return { ...series, labels: Object.fromEntries(labels) as Labels };
}

/** The catalogue data of the namesakes. */
function catalogueBesides(story: Story, place: readonly string[]): RawSeries[] {
  const { series, catalogue } = story;
  const services = new Set([...series, ...catalogue].flatMap(({ labels }) => labels["service"] ?? []));
  const others = place.filter((label) => label !== "service");
  const renamed = place.includes("service") ? besides(catalogue, ["service"], story).map((one) => withinNamesake(one, services)) : [];
  return [...besides(catalogue, others, story), ...renamed];
}

/** Extends a check: the alert must also fire for each namesake of every firing instance. */
function atAll(check: Check): Check {
  const firing = check.firing.flatMap((instance) => [
    instance,
    ...serviceKey.filter((label) => label in instance).map((label) => inAnother(label, instance)),
  ]);
  return { ...check, firing };
}

/** Limits a check to the service of the first firing instance, so that namesakes do not count. */
export function atItself(check: Check): Check {
  const [instance] = check.firing;
  if (instance === undefined) return check;
  const place = serviceKey.filter((label) => label in instance);
  const where = Object.fromEntries(place.map((label) => [label, { is: instance[label] ?? "" }]));
  const firing = check.firing.filter((one) => place.every((label) => one[label] === instance[label]));
  return { ...check, firing, where: { ...check.where, ...where } };
}

/** Adds the series in `beside` and their catalogue data to the story, and changes its checks. Returns no story if `beside` is empty. */
function withBeside(story: Story, beside: readonly RawSeries[], of: (check: Check) => Check): Story[] {
  if (beside.length === 0) return [];
  const named = namedByTargets(beside);
  const catalogue = catalogueBesides(story, placeOf(story)).filter(
    ({ metric, labels }) => metric !== expectedOwner.text || !named.has(placeIn(labels)),
  );
  return [
    {
      ...story,
      series: [...story.series, ...beside],
      catalogue: [...story.catalogue, ...catalogue],
      checks: story.checks.map(of),
    },
  ];
}

/**
 * Adds copies of the service ("namesakes") with the same problem: one in another system, one in another environment, and one with another
 * service name. The alert must fire for each copy too. Does not apply if rules name the service, because the catalogue does not declare the
 * copies.
 */
export const troubledNamesakes: Transformation = {
  name: "namesakes with the same problem",
  apply: (story, knowledge) =>
    story.series.some(knowledge.ofOneService) ? [] : withBeside(story, besides(story.series, placeOf(story), story), atAll),
};

/**
 * Adds namesakes with the alert's problem. For the original service, the alert must still not fire. If the problem's scenario contains
 * namesakes itself, only its failing service is copied.
 */
export const namesakesInTrouble: Transformation = {
  name: "failing namesakes",
  apply: (story, knowledge) => {
    const { series, instance } = story.trouble;
    const place = serviceKey.filter((label) => label in instance);
    const other = Object.fromEntries(place.map((label) => [label, inAnother(label, instance)[label] ?? ""]));
    const where = Object.fromEntries(place.map((label) => [label, { isNot: other[label] ?? "" }]));
    const failing = series.filter(({ labels }) => place.every((label) => labels[label] !== other[label]));
    return withBeside(story, besides(asLong(failing, story, knowledge), place, story), (check) => ({
      ...check,
      where: { ...check.where, ...where },
    }));
  },
};

/**
 * Adds the alert's problem in series of the same service that have another instrumentation, which rules do not read. The alert must still
 * not fire.
 */
export const otherInstrumentation: Transformation = {
  name: "a problem in metrics of another instrumentation",
  apply: (story, knowledge) => {
    const beside = asLong(story.trouble.series.filter(knowledge.byInstrumentation), story, knowledge).map((series): RawSeries => ({
      ...series,
      labels: inAnother("instrumentation", series.labels),
    }));
    return beside.length === 0 ? [] : [{ ...story, series: [...story.series, ...beside] }];
  },
};

/** Adds namesakes that have only the series `up`, with the value 0. For the original service, the alert must still fire. */
export const deadNamesakes: Transformation = {
  name: "namesakes that are down",
  apply: (story) => {
    const targets = story.series.filter(({ metric }) => metric === "up");
    const dead = targets.map((series) =>
      withSamples(
        series,
        mapNumbers(series.samples, () => 0),
      ),
    );
    // Checks that expect no alert are dropped: an alert about targets that are down fires for the namesakes too.
    const checks = story.checks.filter(({ firing }) => firing.length > 0);
    return withBeside({ ...story, checks }, besides(dead, placeOf(story), story), atItself);
  },
};

/**
 * Adds the same namesakes as `troubledNamesakes`, but without the problem: they have the series of `Story.health`. Of these series, only
 * those of the tested service are copied.
 */
export const healthyNamesakes: Transformation = {
  name: "healthy namesakes",
  apply: (story, knowledge) => {
    const { instance } = story.trouble;
    const place = placeOf(story);
    const ofService = story.health.filter(({ labels }) => place.every((label) => labels[label] === instance[label]));
    return withBeside(story, besides(asLong(ofService, story, knowledge), place, story), atItself);
  },
};
