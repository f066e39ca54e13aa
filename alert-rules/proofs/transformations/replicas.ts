import type { RawSeries, Sample } from "../samples";
import { step, tidy } from "../samples";
import { beginning, followsClock, isOfStack, lengthOf, mapNumbers, oldTotal, untilReset, withSamples } from "./edit";
import type { Knowledge, Story, Transformation } from "./model";
import { isOwn } from "./pods";
import { isServerUp } from "./restarts";

/** Whether the process of the series may have replicas. Exporters and probes have no replicas: each monitors one server or address. */
const hasReplicas = (series: RawSeries, { source }: Knowledge): boolean =>
  series.labels["instance"] !== undefined && ["own", "pushed"].includes(source(series));

const at = (series: RawSeries, replica: number): RawSeries => ({
  ...series,
  labels: { ...series.labels, instance: `${replica}.${series.labels["instance"] ?? ""}` },
});

/** Fills each gap with the value before it. */
function filled(samples: readonly Sample[]): Sample[] {
  let last: Sample;
  return samples.map((sample) => (last = typeof sample === "number" ? sample : last));
}

/**
 * Simulates the series of an idle replica. `up` is 1, other gauges keep their first value, counters do not increase, and timestamps follow
 * the clock. Gauges and counters from a shared store have the values of the first replica. Any other series is left out if the first
 * replica does not have it from the start.
 */
function healthy(series: RawSeries, stored: readonly boolean[], { kind, shared }: Knowledge): RawSeries[] {
  const [first] = series.samples;
  if (shared(series) && kind(series) !== "timestamp") return [withSamples(series, filled(series.samples))];
  if (typeof first !== "number") return [];
  const moves = followsClock(kind(series));
  const value = (index: number): number => (series.metric === "up" ? 1 : moves ? tidy(first + index * step) : first);
  const samples = stored.map((is, index) => (is ? value(index) : undefined));
  return [withSamples(series, samples)];
}

/**
 * For each step, whether Prometheus stores samples. Every scrape writes `up`, so there was no scrape in a step without `up`. In a story
 * without any series `up`, all steps have samples.
 */
function storedAt(story: Story): boolean[] {
  const ups = story.series.filter(({ metric }) => metric === "up");
  return Array.from(
    { length: lengthOf(story) },
    (_, index) => ups.length === 0 || ups.some(({ samples }) => typeof samples[index] === "number"),
  );
}

/**
 * Adds an idle replica of the service, but not of the gateway. A second gateway would not be idle: it would receive telemetry while the
 * first one is down.
 */
export const healthyReplica: Transformation = {
  name: "a healthy second replica",
  apply: (story, knowledge) => {
    const beside = story.series
      .filter((series) => hasReplicas(series, knowledge) && !isOfStack(series, story))
      .flatMap((series) => healthy(series, storedAt(story), knowledge).map((second) => at(second, 2)));
    return beside.length === 0 ? [] : [{ ...story, series: [...story.series, ...beside] }];
  },
};

const replicas = [1, 2, 3, 4];

/** The counter of one replica. The replicas take turns: each counts the increments of every fourth step. */
function share(samples: readonly Sample[], replica: number): Sample[] {
  let total = 0;
  let before: number | undefined;
  return mapNumbers(samples, (value, index) => {
    const restarted = before !== undefined && value < before;
    if (restarted) total = 0;
    const grown = before === undefined || restarted ? 0 : value - before;
    before = value;
    if (index % replicas.length === replica - 1) total += grown;
    return total;
  });
}

/**
 * Spreads the increments of each counter that the service's processes keep (`isOwn`) over four replicas that take turns. Each replica has a
 * quarter of each `divided` gauge.
 */
export const spread: Transformation = {
  name: "counters spread over replicas",
  apply: (story, knowledge) => {
    if (!story.series.some((series) => hasReplicas(series, knowledge) && isOwn(series, knowledge))) return [];
    const part = (one: RawSeries, replica: number): readonly Sample[] => {
      if (isOwn(one, knowledge)) return share(one.samples, replica);
      return knowledge.divided(one) ? mapNumbers(one.samples, (value) => value / replicas.length) : one.samples;
    };
    const series = story.series.flatMap((one) =>
      hasReplicas(one, knowledge) ? replicas.map((replica) => at(withSamples(one, part(one, replica)), replica)) : [one],
    );
    return [{ ...story, series }];
  },
};

/** Keeps the samples from this index on, with a gap of 30 seconds in every 90 seconds. */
const comingAndGoing = (samples: readonly Sample[], from: number): Sample[] =>
  beginning(samples, from).map((sample, index): Sample => {
    const turn = (index - from) % 6;
    if (index < from || turn < 4) return sample;
    return turn === 4 && typeof sample === "number" ? "stale" : undefined;
  });

/**
 * Adds a second exporter of the same server. Both exporters report the same values. There are two variants. In the first variant, the
 * second exporter is there from the start. In the second variant, it appears in the middle, when the server's counters already have high
 * values, and then repeatedly disappears for 30 seconds.
 */
export const secondExporter: Transformation = {
  name: "a second exporter of the same server",
  apply: (story, { kind, source }) => {
    const isOfServer = (series: RawSeries): boolean => source(series) === "exporter" && series.labels["instance"] !== undefined;
    if (!story.series.some(isOfServer)) return [];
    const old = story.series.map((series) =>
      isOfServer(series) && kind(series) === "counter" ? withSamples(series, untilReset(series.samples, 0, oldTotal)) : series,
    );
    const late = old.filter(isOfServer).map((series) => at(withSamples(series, comingAndGoing(series.samples, story.middle)), 2));
    return [
      { ...story, series: [...story.series, ...story.series.filter(isOfServer).map((series) => at(series, 2))] },
      { ...story, series: [...old, ...late] },
    ];
  },
};

/**
 * Adds a second exporter of the same server that reads the server's gauges at another time, when they are half as large. Values up to 1 are
 * states or shares, and do not change.
 */
export const lowerExporter: Transformation = {
  name: "a second exporter that reads lower values",
  apply: (story, { kind, source }) => {
    const isOfServer = (series: RawSeries): boolean => source(series) === "exporter" && series.labels["instance"] !== undefined;
    const isLower = (series: RawSeries): boolean =>
      isOfServer(series) && kind(series) === "gauge" && series.samples.some((sample) => typeof sample === "number" && sample > 1);
    if (!story.series.some(isLower)) return [];
    const beside = story.series.filter(isOfServer).map((series) =>
      at(
        isLower(series)
          ? withSamples(
              series,
              mapNumbers(series.samples, (value) => (value > 1 ? value / 2 : value)),
            )
          : series,
        2,
      ),
    );
    return [{ ...story, series: [...story.series, ...beside] }];
  },
};

/**
 * Adds a second replica or exporter that no longer reads the shared store: the totals in its series keep their first value. Applies to
 * totals that do not fall and are there from the start.
 */
export const oldTotals: Transformation = {
  name: "a second replica that reads old totals",
  apply: (story, { kind, shared }) => {
    const totals = story.series.filter((series) => shared(series) && kind(series) === "counter" && neverFalls(series.samples));
    const beside = totals.map((series) => {
      const [first = 0] = series.samples.filter((sample) => typeof sample === "number");
      return at(
        withSamples(
          series,
          mapNumbers(series.samples, () => first),
        ),
        2,
      );
    });
    return beside.length === 0 ? [] : [{ ...story, series: [...story.series, ...beside] }];
  },
};

/** Whether the series has a number at each step, and none is lower than the one before. */
const neverFalls = (samples: readonly Sample[]): boolean =>
  samples.every((sample, index) => {
    const before = samples[index - 1];
    return typeof sample === "number" && (typeof before !== "number" || before <= sample);
  });

/**
 * The value of a metric while its exporter cannot reach the server: `up`, the state of the server, and the results of the exporter's last
 * scrape and of its collectors. Undefined for any other metric, because the exporter does not expose metrics of the server then.
 */
function valueCutOff(series: RawSeries): 0 | 1 | undefined {
  if (series.metric === "up" || /_exporter_last_scrape_error$/u.test(series.metric)) return 1;
  return isServerUp(series) || /_scrape_collector_success$/u.test(series.metric) ? 0 : undefined;
}

/** Adds a second exporter of the same server that cannot reach the server, for example because of a firewall. */
export const cutOffExporter: Transformation = {
  name: "a second exporter that does not reach the server",
  apply: (story, { source }) => {
    const ofExporters = story.series.filter((series) => source(series) === "exporter");
    const beside = ofExporters.flatMap((series): RawSeries[] => {
      const value = valueCutOff(series);
      return value === undefined
        ? []
        : [
            at(
              withSamples(
                series,
                mapNumbers(series.samples, () => value),
              ),
              2,
            ),
          ];
    });
    return beside.some(isServerUp) ? [{ ...story, series: [...story.series, ...beside] }] : [];
  },
};
