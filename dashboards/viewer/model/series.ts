import { z } from "zod";
import { frame, type PlainField, type PlainFrame } from "./frames";

const labels = z.record(z.string(), z.string());
const sample = z.tuple([z.number(), z.string()]);
const series = z.object({ metric: labels, values: z.array(sample) });

/** The response to a PromQL query, to a metric query in Loki, or to a LogsQL query with a `stats` pipe. */
export const seriesAnswer = z.object({
  data: z.discriminatedUnion("resultType", [
    z.object({ resultType: z.literal("matrix"), result: z.array(series) }),
    z.object({ resultType: z.literal("vector"), result: z.array(z.object({ metric: labels, value: sample })) }),
    z.object({ resultType: z.literal("scalar"), result: sample }),
  ]),
});
/** One series. A sample is the time in seconds since 1970, and the value as a string. */
export type Series = z.infer<typeof series>;

/** Returns the series in a response. A sample of an instant query becomes a series with one value. */
export function seriesOf({ data }: z.infer<typeof seriesAnswer>): Series[] {
  switch (data.resultType) {
    case "matrix":
      return data.result;
    case "vector":
      return data.result.map(({ metric, value }) => ({ metric, values: [value] }));
    case "scalar":
      return [{ metric: {}, values: [data.result] }];
  }
}

/** Parses a sample value in Prometheus' format, including `+Inf` and `NaN`. */
export function number(text: string): number {
  if (text === "+Inf" || text === "Inf") return Number.POSITIVE_INFINITY;
  return text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
}

function metricText(metric: Readonly<Record<string, string>>, query: string): string {
  const { __name__: name = "", ...rest } = metric;
  const pairs = Object.entries(rest).map(([key, value]) => `${key}="${value}"`);
  if (name === "" && pairs.length === 0) return query;
  return pairs.length === 0 ? name : `${name}{${pairs.join(", ")}}`;
}

/**
 * Formats the legend of a series. A missing label becomes an empty string. Without a format, or with `__auto`, the legend is the metric
 * name with all labels. If the series has neither a name nor labels, the legend is the query.
 */
export const legendOf = (format: string | undefined, metric: Readonly<Record<string, string>>, query: string): string =>
  format === undefined || format === "" || format === "__auto"
    ? metricText(metric, query)
    : format.replaceAll(/\{\{\s*([^}]+?)\s*\}\}/g, (_, label: string) => metric[label] ?? "");

/** Returns one frame per series, for time series and stat panels. */
export const seriesFrames = (
  refId: string,
  found: readonly Series[],
  { legend, query, stepSeconds }: { readonly legend: string | undefined; readonly query: string; readonly stepSeconds: number },
): PlainFrame[] =>
  found.map(({ metric, values }) => {
    const name = legendOf(legend, metric, query);
    return frame(
      refId,
      [
        { name: "Time", type: "time", values: values.map(([at]) => at * 1000), config: { interval: stepSeconds * 1000 } },
        {
          name: "Value",
          type: "number",
          values: values.map(([, value]) => number(value)),
          labels: metric,
          config: { displayNameFromDS: name },
        },
      ],
      name,
    );
  });

/**
 * Returns one frame for a table, with one row per sample. The columns are the time, the labels and the value. Empty if there are no series.
 */
export function tableFrame(refId: string, found: readonly Series[], targets: number): PlainFrame[] {
  if (found.length === 0) return [];
  const names = [...new Set(found.flatMap(({ metric }) => Object.keys(metric)))].sort();
  const rows = found.flatMap(({ metric, values }) => values.map(([at, value]) => ({ metric, at, value })));
  const label = (name: string): PlainField => ({
    name,
    type: "string",
    values: rows.map(({ metric }) => metric[name] ?? null),
    config: {},
  });
  return [
    frame(refId, [
      { name: "Time", type: "time", values: rows.map(({ at }) => at * 1000), config: {} },
      ...names.map(label),
      {
        name: targets > 1 ? `Value #${refId}` : "Value",
        type: "number",
        values: rows.map(({ value }) => number(value)),
        config: {},
      },
    ]),
  ];
}

/**
 * Returns one frame for a heatmap: the times, and one column per bucket. A count does not contain the counts of lower buckets. The lowest
 * bucket is first. Empty if no series has a label `le`.
 */
export function bucketFrame(refId: string, found: readonly Series[], stepSeconds: number): PlainFrame[] {
  const buckets = found
    .filter(({ metric }) => metric["le"] !== undefined)
    .map(({ metric, values }) => ({ le: metric["le"] ?? "", counts: new Map(values.map(([at, value]) => [at, number(value)])) }))
    .sort((a, b) => number(a.le) - number(b.le));
  if (buckets.length === 0) return [];
  const times = [...new Set(buckets.flatMap(({ counts }) => [...counts.keys()]))].sort((a, b) => a - b);
  const count = (index: number, at: number): number | null => buckets[index]?.counts.get(at) ?? null;
  const column = (index: number): (number | null)[] =>
    times.map((at) => {
      const upTo = count(index, at);
      // A rounding error, or a scrape while the program updates the histogram, can make a lower bucket larger than a higher one.
      return upTo === null ? null : Math.max(0, upTo - (index === 0 ? 0 : (count(index - 1, at) ?? 0)));
    });
  return [
    frame(refId, [
      { name: "Time", type: "time", values: times.map((at) => at * 1000), config: { interval: stepSeconds * 1000 } },
      ...buckets.map(({ le }, index): PlainField => ({ name: le, type: "number", values: column(index), labels: { le }, config: {} })),
    ]),
  ];
}
