import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Readable } from "node:stream";
import { explain, UserError } from "../config/errors";

/** How to call the Pulumi CLI: the working directory, the path of the CLI, and the CLI's additional environment variables. */
export interface PulumiCall {
  readonly root: string;
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Environment variables of the Pulumi CLI. The state is in `.state/pulumi`, which git ignores. The backend writes no metadata files,
 * because a run that is killed while it writes a metadata file leaves the state unreadable. docs/decisions/0020 explains the passphrase.
 */
export function stateEnvironment(root: string): Record<string, string> {
  const folder = path.join(root, ".state/pulumi");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    PULUMI_BACKEND_URL: `file://${folder}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: process.env["PULUMI_CONFIG_PASSPHRASE"] ?? "local",
    // This option is off by default in the CLI. It makes an `up` without changes faster (docs/decisions/0024).
    PULUMI_PARALLEL_DIFF: process.env["PULUMI_PARALLEL_DIFF"] ?? "true",
  };
}

/** Runs the Pulumi CLI and returns its stdout. Passes each line of stdout and stderr to `onLine`. Throws UserError when the CLI fails. */
export async function pulumi(call: PulumiCall, args: readonly string[], onLine?: (line: string) => void): Promise<string> {
  const child = spawn(call.bin, [...args], { cwd: call.root, env: { ...process.env, ...call.env }, stdio: ["ignore", "pipe", "pipe"] });
  const collected = { out: "", err: "" };
  const rest = { out: "", err: "" };
  const collect = (key: "out" | "err", stream: Readable): void => {
    // A character can be split between two chunks.
    stream.setEncoding("utf8").on("data", (text: string) => {
      collected[key] += text;
      const lines = (rest[key] + text).split("\n");
      rest[key] = lines.pop() ?? "";
      for (const line of lines) onLine?.(line);
    });
  };
  collect("out", child.stdout);
  collect("err", child.stderr);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  // The last line has no line break if the CLI is killed.
  for (const line of [rest.out, rest.err]) if (line !== "") onLine?.(line);
  if (code !== 0) throw new UserError(failure(args, `${collected.out}\n${collected.err}`));
  return collected.out;
}

/** Whether the output of an update shows that the update only created resources. */
export const onlyCreated = (output: string): boolean => /^Resources:\n +\+ \d+ created\n(?:\n|$)/m.test(output);

/** Whether the output of an update shows that the update changed no resource. */
export const nothingChanged = (output: string): boolean => /^Resources:\n +\d+ unchanged\n(?:\n|$)/m.test(output);

/** The message for a failed run: the fix of a known error, else the CLI's diagnostics, else lines with `error:`, else the last 15 lines. */
function failure(args: readonly string[], output: string): string {
  const known = explain(output);
  if (known !== undefined) return known;
  const diagnostics = /^Diagnostics:\n([\s\S]*?)\n(?=\S)/m.exec(output)?.[1];
  const errors = output.split("\n").filter((line) => /error:/i.test(line));
  const lines = diagnostics?.split("\n") ?? (errors.length > 0 ? errors : output.trim().split("\n").slice(-15));
  const shown = lines.map((line) => line.trimEnd()).filter((line) => line !== "" && !/^\s+pulumi:pulumi:Stack/.test(line));
  return `\`pulumi ${args[0] ?? ""}\` failed:\n${shown.join("\n")}`;
}

/** Selects the stack. Creates it if it does not exist. */
export async function selectStack(call: PulumiCall, stack: string): Promise<void> {
  await pulumi(call, ["stack", "select", "--create", "--stack", stack, "--non-interactive"]);
}
