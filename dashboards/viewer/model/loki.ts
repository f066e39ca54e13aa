import { z } from "zod";
import type { PlainFrame } from "./frames";
import { interpolate } from "./interpolate";
import { aligned } from "./interval";
import { linesFrame } from "./lines-frame";
import type { QueryContext, SourceRequest } from "./request";
import { seriesAnswer, seriesFrames, seriesOf } from "./series";
import type { LokiTarget } from "./targets";

const streams = z.object({
  data: z.object({
    resultType: z.literal("streams"),
    result: z.array(
      z.object({
        stream: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.string(), z.string()]).rest(z.unknown())),
      }),
    ),
  }),
});

const lines = (refId: string, answer: z.infer<typeof streams>): PlainFrame[] =>
  linesFrame(
    refId,
    answer.data.result.flatMap(({ stream, values }) => values.map(([at, line]) => ({ at: BigInt(at), line, labels: stream }))),
  );

/** Returns the request for one LogQL query. Loki returns log lines or series. */
export function lokiRequest(target: LokiTarget, source: string, context: QueryContext): SourceRequest {
  const expr = interpolate(target.expr, context.values, "logql");
  const { from, to } = aligned(context.range, context.step);
  const legend = target.legendFormat === undefined ? undefined : interpolate(target.legendFormat, context.values, "text");
  return {
    source,
    path: "/loki/api/v1/query_range",
    query: {
      query: expr,
      // Loki expects nanoseconds. A JavaScript number cannot represent them exactly, so the zeros are appended to the string.
      start: `${from}000000`,
      end: `${to}000000`,
      step: String(context.step),
      limit: String(target.maxLines ?? 200),
      direction: "backward",
    },
    shown: expr,
    read: (answer) => {
      const asLines = streams.safeParse(answer);
      if (asLines.success) return lines(target.refId, asLines.data);
      return seriesFrames(target.refId, seriesOf(seriesAnswer.parse(answer)), { legend, query: expr, stepSeconds: context.step });
    },
  };
}
