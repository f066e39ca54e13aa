import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { UserError } from "../errors";

/** How the CLI is called: where it is, and the environment that makes it use this project's own state. */
export interface PulumiCall {
  readonly root: string;
  readonly bin: string;
  readonly env: Readonly<Record<string, string>>;
}

/** State and passphrase of the local stack: beside the project, never in git. */
export const stateFolder = (root: string): string => path.join(root, ".state");

/** Environment for the CLI: state in `.state/pulumi`, its passphrase in a file that only the user can read. */
export function stateEnvironment(root: string): Record<string, string> {
  const folder = stateFolder(root);
  mkdirSync(path.join(folder, "pulumi"), { recursive: true, mode: 0o700 });
  const passphrase = path.join(folder, "passphrase");
  if (!existsSync(passphrase)) writeFileSync(passphrase, randomBytes(24).toString("base64url"), { mode: 0o600 });
  return { PULUMI_BACKEND_URL: `file://${path.join(folder, "pulumi")}`, PULUMI_CONFIG_PASSPHRASE_FILE: passphrase };
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
  if (code !== 0) throw new UserError(failure(args, collected.out, collected.err));
  return collected.out;
}

/** What a person needs of a failed run: the CLI's own error lines, or all it said when it named none. */
function failure(args: readonly string[], out: string, err: string): string {
  const both = `${out}\n${err}`;
  if (/incorrect passphrase|passphrase must be set/i.test(both)) {
    return "The passphrase does not open this stack's state. `.state/passphrase` must be the one the stack was made with; put it back, or remove `.state` and the containers (`npm run down`) to start anew.";
  }
  if (/conflict: .*lock|currently locked/i.test(both)) {
    return "The stack is locked: another `pulumi` runs, or one was killed. When none runs, `pulumi cancel --stack local` (or `npm run up` again) frees it.";
  }
  const lines = both.split("\n").filter((line) => /error:/i.test(line));
  return `\`pulumi ${args[0] ?? ""}\` failed:\n${(lines.length > 0 ? lines : both.trim().split("\n").slice(-15)).join("\n")}`;
}

/** Selects the stack, and makes it when it is new. */
export async function selectStack(call: PulumiCall, stack: string): Promise<void> {
  await pulumi(call, ["stack", "select", "--create", "--stack", stack, "--non-interactive"]);
}

/** A file's text, or undefined. */
export const textOf = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
