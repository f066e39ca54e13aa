import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as setTimeoutPromise } from "node:timers/promises";

/** The repository's root. */
export const root = path.resolve(__dirname, "../..");

/** The result of a command. */
export interface Ended {
  readonly code: number | null;
  readonly output: string;
  readonly seconds: number;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Kills the command and its children after this many milliseconds, for tests of interrupted runs. */
  readonly killAfter?: number;
  /** Kills the command and its children as soon as this function returns true. `run` calls the function many times a second. */
  readonly killWhen?: () => boolean | Promise<boolean>;
  readonly cwd?: string;
}

/** Runs a command to its end and captures its output. */
export function run(
  command: string,
  args: readonly string[],
  { env = {}, killAfter, killWhen, cwd = root }: RunOptions = {},
): Promise<Ended> {
  const started = Date.now();
  const child = spawn(command, [...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: killAfter !== undefined || killWhen !== undefined,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const kill = (): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
  };
  const watch = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
    while (child.exitCode === null && child.signalCode === null && !(await condition())) await setTimeoutPromise(10);
    kill();
  };
  if (killWhen !== undefined) void watch(killWhen);
  const timer = killAfter === undefined ? undefined : setTimeout(kill, killAfter);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code, output, seconds: (Date.now() - started) / 1000 });
    });
  });
}

/** Runs a script of package.json. */
export const npm = (script: string, args: readonly string[] = [], options: RunOptions = {}): Promise<Ended> =>
  run("npm", ["run", "--silent", script, "--", ...args], options);

/** Saves a long command's output in `.state/engine/<name>.log`, and prints a one-line summary. */
export function keep(name: string, { output, code, seconds }: Ended): void {
  const folder = path.join(root, ".state/engine");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.log`), output);
  process.stderr.write(
    `${name}: exit ${code ?? "by a signal"} after ${seconds.toFixed(0)} s, its output is in .state/engine/${name}.log\n`,
  );
}
