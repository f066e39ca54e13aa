import { z } from "zod";
import type { PlainFrame } from "./frames";
import { interpolate } from "./interpolate";
import { aligned } from "./interval";
import { linesFrame, type LogLine } from "./lines-frame";
import type { QueryContext, SourceRequest } from "./request";
import { seriesAnswer, seriesFrames, seriesOf, tableFrame } from "./series";
import type { VictoriaLogsTarget } from "./targets";

const rows = z.array(z.record(z.string(), z.string()));

/**
 * Converts an RFC 3339 time in UTC to nanoseconds since 1970. Undefined for any other text. The fraction of the second is added separately,
 * because a JavaScript Date has only milliseconds.
 */
function nanosecondsOf(time: string): bigint | undefined {
  const [, second, fraction = ""] = /^(.+?)(?:\.(\d{1,9}))?Z$/.exec(time) ?? [];
  // eslint-disable-next-line no-restricted-globals -- parses a given time; does not read the clock
  const at = second === undefined ? Number.NaN : Date.parse(`${second}Z`);
  return Number.isNaN(at) ? undefined : BigInt(at) * 1_000_000n + BigInt(fraction.padEnd(9, "0"));
}

/** Fields of a row that are not labels of its line. */
const internal = ["_time", "_msg", "_stream", "_stream_id"];

/** Returns one line. A row without a message, for example of a query with `| fields`, becomes a line of its fields. */
function lineOf(row: Readonly<Record<string, string>>): LogLine {
  const labels = Object.fromEntries(Object.entries(row).filter(([name]) => !internal.includes(name)));
  const all = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
  return { at: nanosecondsOf(row["_time"] ?? ""), line: row["_msg"] ?? all.join(" "), labels };
}

/**
 * The series of a `stats` pipe. The metric name of a series is the result name of a function in the pipe. If all series have the same name,
 * it is left out of series with labels.
 */
function stats(body: unknown): ReturnType<typeof seriesOf> {
  const found = seriesOf(seriesAnswer.parse(body));
  const names = new Set(found.map(({ metric }) => metric["__name__"]));
  if (names.size > 1) return found;
  return found.map(({ metric: { __name__: name = "", ...labels }, values }) => ({
    metric: Object.keys(labels).length === 0 ? { __name__: name } : labels,
    values,
  }));
}

/** Returns the request for one LogsQL query. */
export function victoriaLogsRequest(target: VictoriaLogsTarget, source: string, context: QueryContext): SourceRequest {
  const expr = interpolate(target.expr, context.values, "logsql");
  const { from, to } = target.queryType === "statsRange" ? aligned(context.range, context.step) : context.range;
  const legend = target.legendFormat === undefined ? undefined : interpolate(target.legendFormat, context.values, "text");
  // VictoriaLogs derives the unit of a time from its number of digits. With the appended zeros, the unit is nanoseconds.
  const period = { start: `${from}000000`, end: `${to}000000` };
  const base = { source, shown: expr };
  const { refId } = target;
  switch (target.queryType) {
    case "instant":
      return {
        ...base,
        path: "/select/logsql/query",
        query: { query: expr, ...period, limit: String(target.maxLines ?? 200) },
        format: "lines",
        read: (body): PlainFrame[] => linesFrame(refId, rows.parse(body).map(lineOf)),
      };
    case "stats":
      return {
        ...base,
        path: "/select/logsql/stats_query",
        query: { query: expr, ...period },
        read: (body) => tableFrame(refId, stats(body), context.targets),
      };
    case "statsRange":
      return {
        ...base,
        path: "/select/logsql/stats_query_range",
        query: { query: expr, ...period, step: `${context.step}s` },
        read: (body) => seriesFrames(refId, stats(body), { legend, query: expr, stepSeconds: context.step }),
      };
  }
}
