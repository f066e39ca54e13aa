import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { backfill, type Backfilled } from "../../bench/backfill";
import { freePort } from "../../support/free-port";
import { text, until } from "../../support/until";

/** A Prometheus on loopback that scrapes nothing. Disposing of it ends the process and removes its data. */
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
  writeFileSync(path.join(folder, "prometheus.yml"), "scrape_configs: []\n");
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(
    binaries.prometheus,
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--storage.tsdb.retention.time=10y",
      "--log.level=error",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  await until("Prometheus is ready", () => text(`${url}/-/ready`));
  return {
    url,
    [Symbol.asyncDispose]: async () => {
      kill();
      await ended;
      process.removeListener("exit", kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
