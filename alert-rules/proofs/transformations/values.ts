import { serviceKey } from "../../series";
import { step, type RawSeries } from "../samples";
import { proofService } from "../service";
import { asLong, mapNumbers, withSamples } from "./edit";
import type { Knowledge, Story, Transformation } from "./model";

/** Simulated clock skew, in seconds. */
const off = 600;

/** Shifts the clock of the monitored process. There are two variants: ten minutes ahead and ten minutes behind. */
export const wrongClock: Transformation = {
  name: "a clock that is 10 minutes off",
  apply: (story, knowledge) => {
    // `node_time_seconds` is not shifted, because an alert uses it to measure the error of the host's clock.
    const isTimestamp = (series: RawSeries): boolean => knowledge.kind(series) === "timestamp" && series.metric !== "node_time_seconds";
    if (!story.series.some(isTimestamp)) return [];
    const shifted = (by: number): Story => ({
      ...story,
      series: story.series.map((series) =>
        isTimestamp(series)
          ? withSamples(
              series,
              mapNumbers(series.samples, (value) => value + by),
            )
          : series,
      ),
    });
    return [shifted(off), shifted(-off)];
  },
};

/** Appends a long text with characters that are easy to forget: quotes, spaces, template syntax, and characters outside ASCII. */
const unusual = (value: string): string =>
  `${value} "quoted" it's C:\\path /a/b?c=d&e=%20 {x} \${y} $1 <b> Zürich 東京 😀 ${"long ".repeat(60)}end`;

/** Labels that identify the service, its owner, the target and the severity. They stay the same in the labels of an alert instance. */
const fixed = new Set(["system", "environment", "service", "owner", "severity", "job", "instance"]);

/** A story's series with changed label values. `instance` changes the labels of an alert instance in the same way. */
interface Relabelled extends Pick<Story, "series" | "catalogue"> {
  readonly instance: (labels: RawSeries["labels"]) => RawSeries["labels"];
}

/** The label values in a story's series that users or applications choose. */
const valuesIn = ({ series }: Pick<Story, "series">, knowledge: Knowledge): ReadonlySet<string> =>
  new Set(series.flatMap((one) => Object.keys(one.labels).flatMap((label) => knowledge.chosen(one, label) ?? [])));

/** Changes label values that users or applications choose: all, or only those in `values`. Undefined if there are no such values. */
function relabelled(
  story: Pick<Story, "series" | "catalogue">,
  knowledge: Knowledge,
  of: (value: string) => string,
  values = valuesIn(story, knowledge),
): Relabelled | undefined {
  if (values.size === 0) return undefined;
  const instance = (labels: RawSeries["labels"]): RawSeries["labels"] =>
    Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, !fixed.has(name) && values.has(value) ? of(value) : value]));
  const inParts = (one: RawSeries): RawSeries => ({
    ...one,
    labels: Object.fromEntries(
      Object.entries(one.labels).map(([label, value]) => {
        const part = knowledge.chosen(one, label);
        return [label, part === undefined || !values.has(part) ? value : value.replace(part, () => of(part))];
      }),
    ),
  });
  /** Changes labels of the catalogue's data: whole values as in an alert instance, but only the user-chosen part of values such as keys. */
  const declared = (one: RawSeries): RawSeries => {
    const entries = Object.entries(instance(one.labels)).map(([label, value]) => {
      const part = knowledge.chosen(one, label);
      const isPart = part !== undefined && part !== one.labels[label] && values.has(part);
      return [label, isPart ? value.replace(part, () => of(part)) : value];
    });
    return { ...one, labels: Object.fromEntries(entries) as RawSeries["labels"] };
  };
  const catalogue = story.catalogue.map(declared);
  return { series: story.series.map(inParts), catalogue, instance };
}

/** Adds unusual text to all label values that users or applications can choose freely. */
export const unusualLabels: Transformation = {
  name: "unusual label values",
  apply: (story, knowledge) => {
    const changed = relabelled(story, knowledge, unusual);
    if (changed === undefined) return [];
    const { series, catalogue, instance } = changed;
    return [{ ...story, series, catalogue, checks: story.checks.map((check) => ({ ...check, firing: check.firing.map(instance) })) }];
  },
};

const textOf = ({ metric = "", labels }: Partial<RawSeries>): string => JSON.stringify([metric, Object.entries(labels ?? {}).sort()]);

/** Appends the `others` that are not in `items`. Two items are the same if `by` returns the same string for both. */
function joined<T>(items: readonly T[], others: readonly T[], by: (item: T) => string): T[] {
  const known = new Set(items.map(by));
  return [...items, ...others.filter((other) => !known.has(by(other)))];
}

const serviceOf = (labels: Readonly<Record<string, string>>): string => JSON.stringify(serviceKey.map((label) => labels[label]));

/** Adds a sibling with the same problem: a second queue, tenant, statement or similar object. The alert must fire for both objects. */
export const second: Transformation = {
  name: "a sibling with the same problem",
  apply: (story, knowledge) => {
    const beside = relabelled(story, knowledge, (value) => `second-${value}`);
    if (beside === undefined) return [];
    // Checks that expect no alert are dropped: the alert may fire earlier for a resource that the objects share, such as connections.
    const expected = story.checks.filter(({ firing }) => firing.length > 0);
    const checks = expected.map((check) => ({
      ...check,
      firing: joined(check.firing, check.firing.map(beside.instance), (labels) => textOf({ labels })),
    }));
    const failing = new Set(expected.flatMap(({ firing }) => firing.map(serviceOf)));
    // Without this filter, a service that must stay quiet and its sibling could together exceed the threshold of a shared resource.
    const ofFailing = new Set(story.series.flatMap(({ metric, labels }) => (failing.has(serviceOf(labels)) ? [metric] : [])));
    const siblings = beside.series.filter(({ metric, labels }) => !ofFailing.has(metric) || failing.has(serviceOf(labels)));
    const series = joined(story.series, siblings, textOf);
    return [{ ...story, series, catalogue: joined(story.catalogue, beside.catalogue, textOf), checks }];
  },
};

/** The series of `Story.health`, renamed from the tested service to the service that the alert fires for. */
function healthOf({ health, checks }: Story): readonly RawSeries[] {
  const service = checks.flatMap(({ firing }) => firing)[0]?.["service"] ?? proofService.service;
  return health.map((one) => (one.labels["service"] === proofService.service ? { ...one, labels: { ...one.labels, service } } : one));
}

/** The time of the latest result of a job that pushes its result once: the job of the healthy sibling runs again and again. */
const repeated = (series: RawSeries, { kind, source }: Knowledge): RawSeries =>
  source(series) === "once" && kind(series) === "timestamp"
    ? withSamples(
        series,
        mapNumbers(series.samples, (value, index) => value + index * step),
      )
    : series;

/**
 * Adds a healthy sibling: a second queue, tenant, statement or similar object with the series of `Story.health`. The alert may fire only
 * for the failing object. Applies only to alerts whose labels show which object fails. If several labels do, such as a tenant and a quota,
 * there is a variant for each label, in which only this label differs.
 */
export const healthySecond: Transformation = {
  name: "a healthy sibling",
  apply: (story, knowledge) => {
    const health = { series: asLong(healthOf(story), story, knowledge).map((one) => repeated(one, knowledge)), catalogue: story.catalogue };
    const named = new Set(
      story.checks.flatMap(({ firing }) =>
        firing.flatMap((instance) => Object.entries(instance).flatMap(([label, value]) => (fixed.has(label) ? [] : [value]))),
      ),
    );
    const values = [...valuesIn(health, knowledge)].filter((value) => named.has(value));
    const checks = story.checks.filter(({ firing }) => firing.length > 0);
    const only = (all: readonly RawSeries[], before: readonly RawSeries[]): readonly RawSeries[] =>
      all.filter((one) => !before.some((other) => textOf(other) === textOf(one)));
    return values.flatMap((value): Story[] => {
      const beside = relabelled(health, knowledge, () => `healthy-${value}`, new Set([value]));
      if (beside === undefined) return [];
      const series = [...story.series, ...only(beside.series, [...story.series, ...health.series])];
      return [{ ...story, series, catalogue: joined(story.catalogue, beside.catalogue, textOf), checks }];
    });
  },
};
