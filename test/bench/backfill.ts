import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { once } from "node:events";
import path from "node:path";
import { promisify } from "node:util";

/** A series with one sample per step. */
export interface Backfilled {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Times of the first and last sample, in Unix seconds. */
  readonly from: number;
  readonly to: number;
  readonly value: (second: number) => number;
}

const run = promisify(execFile);

/** Writes series as blocks into the subfolder `data/` of `folder`. No Prometheus may run on this data. `step` is in seconds. */
export async function backfill(promtool: string, folder: string, series: readonly Backfilled[], step: number): Promise<void> {
  const file = path.join(folder, "backfill.om");
  const out = createWriteStream(file);
  const families = new Map<string, Backfilled[]>();
  for (const each of series) families.set(each.metric, [...(families.get(each.metric) ?? []), each]);
  for (const [metric, members] of families) {
    out.write(`# TYPE ${metric} unknown\n`);
    for (const { labels, from, to, value } of members) {
      const name = `${metric}{${Object.entries(labels)
        .map(([label, text]) => `${label}=${JSON.stringify(text)}`)
        .join(",")}}`;
      const lines: string[] = [];
      for (let second = from; second <= to; second += step) lines.push(`${name} ${value(second)} ${second}\n`);
      if (!out.write(lines.join(""))) await once(out, "drain");
    }
  }
  out.end("# EOF\n");
  await once(out, "finish");
  await run(promtool, ["tsdb", "create-blocks-from", "openmetrics", "--max-block-duration=96h", file, path.join(folder, "data")], {
    maxBuffer: 64e6,
  });
}
