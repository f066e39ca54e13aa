import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../stacks/config/errors";

export interface PrometheusProcess {
  readonly url: string;
  /** Stops the process. The folder remains. */
  readonly end: () => Promise<void>;
}

/**
 * Starts a Prometheus in a folder, with `config` as its configuration file and its data in `data/`. Resolves when Prometheus is ready.
 * Throws UserError with the end of its log if it exits, or if it is not ready within two minutes. With much data, a start can take that
 * long.
 */
export async function startPrometheus(
  binary: string,
  folder: string,
  port: number,
  config: object,
  flags: readonly string[] = [],
): Promise<PrometheusProcess> {
  writeFileSync(`${folder}/prometheus.yml`, JSON.stringify(config));
  const child = spawn(
    binary,
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      "--log.level=error",
      ...flags,
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let log = "";
  child.stderr.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = (): void => void child.kill("SIGKILL");
  process.once("exit", kill);
  const end = async (): Promise<void> => {
    kill();
    await ended;
    process.removeListener("exit", kill);
  };
  const url = `http://127.0.0.1:${port}`;
  for (let tried = 0; tried < 1200; tried += 1) {
    if (child.exitCode !== null) break;
    if ((await fetch(`${url}/-/ready`).catch(() => undefined))?.ok === true) return { url, end };
    await sleep(100);
  }
  await end();
  throw new UserError(`Prometheus did not start:\n${log}`);
}
