import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { explain, UserError } from "../config/errors";

/** How to call the CLI: its path, and the environment that makes it use this project's own state. */
export interface PulumiCall {
  readonly root: string;
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Environment of the CLI: state in `.state/pulumi`, which git ignores. No metadata files, because a run that is killed while it writes
 * one makes the state unreadable. docs/decisions/0020 explains the passphrase.
 */
export function stateEnvironment(root: string): Record<string, string> {
  const folder = path.join(root, ".state/pulumi");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    PULUMI_BACKEND_URL: `file://${folder}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: process.env["PULUMI_CONFIG_PASSPHRASE"] ?? "local",
    // Off by default in the CLI; it makes an unchanged `up` faster (docs/decisions/0024).
    PULUMI_PARALLEL_DIFF: process.env["PULUMI_PARALLEL_DIFF"] ?? "true",
  };
}

/** Runs the CLI and returns its standard output. Each line of output goes to `onLine`. Throws UserError when the CLI fails. */
export async function pulumi(call: PulumiCall, args: readonly string[], onLine?: (line: string) => void): Promise<string> {
  const child = spawn(call.bin, [...args], { cwd: call.root, env: { ...process.env, ...call.env }, stdio: ["ignore", "pipe", "pipe"] });
  const collected = { out: "", err: "" };
  const collect = (key: "out" | "err") => {
    let rest = "";
    return (chunk: Buffer): void => {
      const text = chunk.toString();
      collected[key] += text;
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLine?.(line);
    };
  };
  child.stdout.on("data", collect("out"));
  child.stderr.on("data", collect("err"));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new UserError(failure(args, `${collected.out}\n${collected.err}`));
  return collected.out;
}

/** Whether the output of an update shows that it only created resources. */
export const onlyCreated = (output: string): boolean => /^Resources:\n +\+ \d+ created\n(?:\n|$)/m.test(output);

/** Whether the output of an update shows that it left every resource as it was. */
export const nothingChanged = (output: string): boolean => /^Resources:\n +\d+ unchanged\n(?:\n|$)/m.test(output);

/** The error message of a failed run: how to fix it when the error is known, else the CLI's diagnostics, else its last lines. */
function failure(args: readonly string[], output: string): string {
  const known = explain(output);
  if (known !== undefined) return known;
  const diagnostics = /^Diagnostics:\n([\s\S]*?)\n(?=\S)/m.exec(output)?.[1];
  const errors = output.split("\n").filter((line) => /error:/i.test(line));
  const lines = diagnostics?.split("\n") ?? (errors.length > 0 ? errors : output.trim().split("\n").slice(-15));
  const shown = lines.map((line) => line.trimEnd()).filter((line) => line !== "" && !/^\s+pulumi:pulumi:Stack/.test(line));
  return `\`pulumi ${args[0] ?? ""}\` failed:\n${shown.join("\n")}`;
}

/** Selects the stack; creates it when it does not exist. */
export async function selectStack(call: PulumiCall, stack: string): Promise<void> {
  await pulumi(call, ["stack", "select", "--create", "--stack", stack, "--non-interactive"]);
}
