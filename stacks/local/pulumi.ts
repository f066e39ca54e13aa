import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { explain, UserError } from "../config/errors";

/** How the CLI is called: where it is, and the environment that makes it use this project's own state. */
export interface PulumiCall {
  readonly root: string;
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Environment for the CLI: state in `.state/pulumi` beside the project, never in git. Without metadata files, because a run that is killed
 * while it writes one makes the state unreadable. The passphrase is explained in docs/decisions/0020.
 */
export function stateEnvironment(root: string): Record<string, string> {
  const folder = path.join(root, ".state/pulumi");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    PULUMI_BACKEND_URL: `file://${folder}?metadata=skip`,
    PULUMI_CONFIG_PASSPHRASE: process.env["PULUMI_CONFIG_PASSPHRASE"] ?? "local",
    // Off by default in the CLI; an unchanged `up` is quicker with it (docs/decisions/0024).
    PULUMI_PARALLEL_DIFF: process.env["PULUMI_PARALLEL_DIFF"] ?? "true",
  };
}

/** Runs the CLI to its end. Each line of output goes to `onLine`; the whole of standard output is given. Throws UserError when it fails. */
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

/** Whether an update, by its output, created resources and found none that was there. */
export const onlyCreated = (output: string): boolean => /^Resources:\n +\+ \d+ created\n(?:\n|$)/m.test(output);

/** Whether an update, by its output, left every resource as it was. */
export const nothingChanged = (output: string): boolean => /^Resources:\n +\d+ unchanged\n(?:\n|$)/m.test(output);

/** What a person needs of a failed run: what to do where it is known, else the CLI's own diagnostics, or all it said. */
function failure(args: readonly string[], output: string): string {
  const known = explain(output);
  if (known !== undefined) return known;
  const diagnostics = /^Diagnostics:\n([\s\S]*?)\n(?=\S)/m.exec(output)?.[1];
  const errors = output.split("\n").filter((line) => /error:/i.test(line));
  const lines = diagnostics?.split("\n") ?? (errors.length > 0 ? errors : output.trim().split("\n").slice(-15));
  const told = lines.map((line) => line.trimEnd()).filter((line) => line !== "" && !/^\s+pulumi:pulumi:Stack/.test(line));
  return `\`pulumi ${args[0] ?? ""}\` failed:\n${told.join("\n")}`;
}

/** Selects the stack, and makes it when it is new. */
export async function selectStack(call: PulumiCall, stack: string): Promise<void> {
  await pulumi(call, ["stack", "select", "--create", "--stack", stack, "--non-interactive"]);
}
