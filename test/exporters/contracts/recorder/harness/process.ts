import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { text, until } from "../../../../support/until";
import type { Cleanup } from "./cleanup";

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

/** Stops a process with SIGTERM, and waits until it has ended. After 5 seconds, kills it and does not wait. */
export async function stop(child: ChildProcess): Promise<void> {
  if (ended(child)) return;
  const over = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  await Promise.race([over, sleep(5000, undefined, { ref: false })]);
  if (!ended(child)) child.kill("SIGKILL");
}

/** Time in seconds in which a program must respond. It is long because many programs start at once on a busy machine. */
const startSeconds = 180;

/** Starts a program, waits until the URL `ready` responds, and returns the process. `cleanup` stops the program. */
export async function start(
  cleanup: Cleanup,
  name: string,
  command: string,
  args: readonly string[],
  options: { readonly ready: string; readonly env?: Readonly<Record<string, string>>; readonly cwd?: string },
): Promise<ChildProcess> {
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  cleanup.add(() => stop(child));
  let output = "";
  let failure: string | undefined;
  const keep = (chunk: Buffer): void => {
    output = (output + chunk.toString()).slice(-2000);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  child.once("error", (error) => (failure = error.message));
  const ready = async (): Promise<string> => {
    if (failure !== undefined || ended(child)) return "ended";
    await text(options.ready);
    return "ready";
  };
  await until(`${name} answering at ${options.ready}`, ready, startSeconds).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${output}`);
  });
  if (failure !== undefined || ended(child)) throw new Error(`${name} ended: ${failure ?? output}`);
  return child;
}
