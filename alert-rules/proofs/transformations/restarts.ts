import type { RawSeries, Sample } from "../samples";
import { failing, fromZero, withSamples } from "./edit";
import type { Knowledge, Story, Transformation } from "./model";
import { begunAgain, isOwn } from "./pods";

/** Whether the series is an exporter's metric that shows whether its server responds. */
const isServerUp = ({ metric }: RawSeries): boolean => /^(?!up$).*_up$/.test(metric);
const isProbeSuccess = ({ metric }: RawSeries): boolean => metric === "probe_success";

/** Returns the series after a restart of the monitored program in the middle of the scenario. The program misses one scrape. */
function restarted(series: RawSeries, middle: number, knowledge: Knowledge): RawSeries {
  const source = knowledge.source(series);
  const keepsTotals = knowledge.shared(series) && source === "own";
  const after = knowledge.kind(series) === "counter" && !keepsTotals ? withSamples(series, begunAgain(series, middle, knowledge)) : series;
  // The exporter or blackbox_exporter responds and reports that the server does not.
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

/** Restarts the monitored program in the middle. The restart takes less than one scrape interval. */
export const restart: Transformation = {
  name: "a restart",
  onlyIfNotifies: true,
  apply: (story, knowledge) => [
    { ...story, series: story.series.map((series) => restarted(series, story.middle, knowledge)) } satisfies Story,
  ],
};

/** Whether the series is about the exporter itself. Its own counters restart at 0; values that it reads from its server do not. */
const isOfExporter = ({ metric }: RawSeries): boolean => /^(process|go|promhttp|scrape|[a-z]+_exporter)_/.test(metric);
const away = 3;

/** Restarts the exporter in the middle. It misses three scrapes. */
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
