import { spawn } from "node:child_process";
import { UserError } from "../config/errors";

export interface CommandOptions {
  readonly cwd?: string;
  /** Environment variables of the command, in addition to those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Text for the command's standard input. */
  readonly input?: string;
  /** Timeout in milliseconds. After this time, the command and its children get SIGTERM, and SIGKILL if they still run after `grace`. */
  readonly timeout?: number;
  /** Time in milliseconds between SIGTERM and SIGKILL. Default: 10 seconds. */
  readonly grace?: number;
}

/** The error of a failed command. The message contains the last lines of the command's output. */
export class CommandFailed extends UserError {
  constructor(
    readonly command: string,
    readonly output: string,
    outcome: string,
  ) {
    const tail = output.trim().split("\n").slice(-12).join("\n    ");
    super(`\`${command}\` ${outcome}${tail === "" ? "." : `:\n    ${tail}`}`);
    this.name = "CommandFailed";
  }
}

const running = new Set<() => void>();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Handles a signal: terminates the process groups of all running commands, and then this process. */
function endAll(signal: NodeJS.Signals): void {
  running.forEach((stop) => stop());
  for (const name of signals) process.off(name, endAll);
  process.kill(process.pid, signal);
}

function enter(stop: () => void): void {
  if (running.size === 0) for (const name of signals) process.on(name, endAll);
  running.add(stop);
}

function leave(stop: () => void): void {
  running.delete(stop);
  if (running.size === 0) for (const name of signals) process.off(name, endAll);
}

/** Runs a command in a separate process group and returns its standard output. Throws CommandFailed if the command fails or times out. */
export async function run(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const shown = [command, ...args].join(" ").slice(0, 160);
  const child = spawn(command, [...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const send = (signal: NodeJS.Signals): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, signal);
    } catch {
      // The process group has already ended.
    }
  };
  const stop = (): void => send("SIGTERM");
  enter(stop);
  let out = "";
  let all = "";
  const state: { timedOut: boolean; kill?: NodeJS.Timeout } = { timedOut: false };
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString();
    all = (all + chunk.toString()).slice(-20_000);
  });
  child.stderr.on("data", (chunk: Buffer) => (all = (all + chunk.toString()).slice(-20_000)));
  child.stdin.on("error", () => undefined);
  child.stdin.end(options.input);
  const timer =
    options.timeout === undefined
      ? undefined
      : setTimeout(() => {
          state.timedOut = true;
          stop();
          state.kill = setTimeout(() => send("SIGKILL"), options.grace ?? 10_000);
        }, options.timeout);
  try {
    const outcome = await new Promise<string | undefined>((resolve) => {
      child.once("error", (error: NodeJS.ErrnoException) =>
        resolve(error.code === "ENOENT" ? "is not installed" : `failed: ${error.message}`),
      );
      child.once("close", (code, signal) =>
        resolve(code === 0 ? undefined : signal === null ? `exited with ${code ?? "an error"}` : `was killed by ${signal}`),
      );
    });
    if (state.timedOut) throw new CommandFailed(shown, all, `timed out after ${(options.timeout ?? 0) / 1000} s`);
    if (outcome !== undefined) throw new CommandFailed(shown, all, outcome);
    return out;
  } finally {
    clearTimeout(timer);
    clearTimeout(state.kill);
    leave(stop);
  }
}

/** Runs a command and returns whether it succeeds. */
export const succeeds = async (command: string, args: readonly string[], options: CommandOptions = {}): Promise<boolean> =>
  run(command, args, options).then(
    () => true,
    () => false,
  );
