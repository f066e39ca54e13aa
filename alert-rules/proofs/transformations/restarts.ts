import type { RawSeries, Sample } from "../samples";
import { failing, fromZero, lengthOf, oldTotal, slope, untilReset, withSamples } from "./edit";
import type { Knowledge, Story, Transformation } from "./model";
import { begunAgain, isOwn } from "./pods";

/** Whether the series is an exporter's metric for the state of its server, such as `pg_up` or `redis_up`. */
export const isServerUp = ({ metric }: RawSeries): boolean => /^(?!up$).*_up$/.test(metric);
const isProbeSuccess = ({ metric }: RawSeries): boolean => metric === "probe_success";

/** The series if the monitored process restarts at the index `middle`. At this index, the process does not respond. */
function restarted(series: RawSeries, middle: number, knowledge: Knowledge): RawSeries {
  const source = knowledge.source(series);
  const keepsTotals = knowledge.shared(series) && source === "own";
  const after = knowledge.kind(series) === "counter" && !keepsTotals ? withSamples(series, begunAgain(series, middle, knowledge)) : series;
  // The exporter or prober responds during the restart and reports that the server does not respond.
  if (source === "exporter" || source === "probe") {
    if (series.metric === "up") return after;
    if (isServerUp(series) || isProbeSuccess(series))
      return withSamples(
        after,
        after.samples.map((sample, index): Sample => (index === middle && typeof sample === "number" ? 0 : sample)),
      );
  }
  return failing(after, (index) => index === middle, source);
}

/** Restarts the monitored process in the middle of the story. The process does not respond for one sample. */
export const restart: Transformation = {
  name: "a restart",
  onlyIfNotifies: true,
  apply: (story, knowledge) => [
    { ...story, series: story.series.map((series) => restarted(series, story.middle, knowledge)) } satisfies Story,
  ],
};

/**
 * Whether the series is about the exporter itself. When the exporter restarts, only counters about the exporter restart at 0.
 */
const isOfExporter = ({ metric }: RawSeries): boolean => /^(process|go|promhttp|scrape|[a-z]+_exporter)_/.test(metric);
const away = 3;

/** Restarts exporters and probers in the middle of the story. Three scrapes of each fail. */
export const exporterRestart: Transformation = {
  name: "a restart of the exporter",
  apply: (story, knowledge) => {
    const isExporter = (series: RawSeries): boolean => ["exporter", "probe"].includes(knowledge.source(series));
    if (!story.series.some(isExporter)) return [];
    const { middle } = story;
    const series = story.series.map((one) => {
      if (!isExporter(one)) return one;
      const after =
        isOfExporter(one) && isOwn(one, { ...knowledge, source: () => "own" }) ? withSamples(one, fromZero(one.samples, middle)) : one;
      return failing(after, (index) => index >= middle && index < middle + away, knowledge.source(one));
    });
    return [{ ...story, series }];
  },
};

/**
 * The index at which the problem starts: the first change of a gauge or of the increase of a counter or timestamp, or the first start or
 * end of a gap. The first three samples are ignored. Undefined if nothing changes.
 */
function beginOf({ series }: Story, { kind }: Knowledge): number | undefined {
  const length = lengthOf({ series, catalogue: [] });
  const changes = (one: RawSeries, index: number): boolean => {
    const [first, before, at] = [index - 2, index - 1, index].map((of) => one.samples[of]);
    if (typeof before !== "number" || typeof at !== "number") return before !== at;
    if (kind(one) === "gauge") return before !== at;
    return typeof first === "number" && Math.abs(slope(one.samples, index, kind(one)) - slope(one.samples, index - 1, kind(one))) > 1e-6;
  };
  return Array.from({ length }, (_, index) => index).find((index) => index > 2 && series.some((one) => changes(one, index)));
}

/** Restarts the monitored process when the problem starts. Its counters have high values before the restart, and then restart at 0. */
export const restartAtFirst: Transformation = {
  name: "a restart when the problem starts",
  apply: (story, knowledge) => {
    const begin = beginOf(story, knowledge);
    const restarts = (one: RawSeries): boolean =>
      knowledge.kind(one) === "counter" && !knowledge.shared(one) && !knowledge.appears(one) && typeof one.samples[0] === "number";
    if (begin === undefined || !story.series.some(restarts)) return [];
    const series = story.series.map((one) =>
      restarts(one) ? withSamples(one, fromZero(untilReset(one.samples, 0, oldTotal), begin)) : one,
    );
    return [{ ...story, series }];
  },
};
