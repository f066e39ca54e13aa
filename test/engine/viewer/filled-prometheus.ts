import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { backfill, type Backfilled } from "../../bench/backfill";
import { freePort } from "../../support/free-port";
import { startPrometheus } from "../../support/prometheus-process";

/** A Prometheus on loopback that scrapes nothing. Disposing of it stops the process and removes its data. */
export interface FilledPrometheus extends AsyncDisposable {
  readonly url: string;
}

/** Starts a Prometheus whose storage contains these series, one sample every 15 seconds. */
export async function filledPrometheus(
  binaries: { readonly prometheus: string; readonly promtool: string },
  series: readonly Backfilled[],
): Promise<FilledPrometheus> {
  const folder = mkdtempSync(path.join(tmpdir(), "monitoring-viewer-"));
  mkdirSync(path.join(folder, "data"));
  await backfill(binaries.promtool, folder, series, 15);
  const { url, end } = await startPrometheus(binaries.prometheus, folder, await freePort(), {}, ["--storage.tsdb.retention.time=10y"]);
  return { url, [Symbol.asyncDispose]: () => end().then(() => rmSync(folder, { recursive: true, force: true })) };
}
