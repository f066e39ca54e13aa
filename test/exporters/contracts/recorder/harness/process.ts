import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Cleanup } from "./cleanup";

export const loopback = "127.0.0.1";

/** A port on loopback that nothing listens on now. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, loopback, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/** Tries until it gives something. Throws with what is waited for after `seconds`. */
export async function until<T>(what: string, attempt: () => Promise<T | undefined>, seconds = 40): Promise<T> {
  const end = Date.now() + seconds * 1000;
  let last = "";
  while (Date.now() < end) {
    try {
      const found = await attempt();
      if (found !== undefined) return found;
    } catch (error) {
      last = error instanceof Error ? `: ${error.message}` : "";
    }
    await sleep(250);
  }
  throw new Error(`${what} did not happen within ${seconds} s${last}`);
}

/** The text of an address that answers 2xx. */
export async function text(url: string, init: RequestInit = {}): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(20_000), ...init });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${(await answer.text()).slice(0, 200)}`);
  return answer.text();
}

const ended = (child: ChildProcess): boolean => child.exitCode !== null || child.signalCode !== null;

async function stop(child: ChildProcess): Promise<void> {
  if (ended(child)) return;
  const over = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGTERM");
  await Promise.race([over, sleep(5000, undefined, { ref: false })]);
  if (!ended(child)) child.kill("SIGKILL");
}

/** Starts a program, waits until `ready` answers, and has it stopped at the end. */
export async function start(
  cleanup: Cleanup,
  name: string,
  command: string,
  args: readonly string[],
  options: { readonly ready: string; readonly env?: Readonly<Record<string, string>>; readonly cwd?: string },
): Promise<void> {
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
  await until(`${name} answering at ${options.ready}`, async () => {
    if (failure !== undefined || ended(child)) return "ended";
    await text(options.ready);
    return "ready";
  }).catch((error: unknown) => {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${output}`);
  });
  if (failure !== undefined || ended(child)) throw new Error(`${name} ended: ${failure ?? output}`);
}
