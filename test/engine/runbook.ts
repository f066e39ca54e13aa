import { readFileSync } from "node:fs";
import path from "node:path";
import { commits } from "../support/commits";
import { root, run } from "./command";

/** The commands in docs/OPERATIONS.md for an environment, without duplicates, in the order of the document. */
export function runbookCommands(environment: string): string[] {
  const page = readFileSync(path.join(root, "docs/OPERATIONS.md"), "utf8");
  const blocks = [...page.matchAll(/^```bash\n([\s\S]+?)\n```$/gm)].flatMap(([, block = ""]) => block.split("\n"));
  return [...new Set(blocks.filter((line) => line.includes(` --environment ${environment} `)))];
}

/** Whether a command can be run as it is: on-call has to replace nothing in it. */
export const isComplete = (line: string): boolean => !/<\w+>/.test(line);

/**
 * Commands that cannot run against the demo: the demo's Redis is not a cluster, and a read-only PostgreSQL server would stop the demo's
 * programs from writing.
 */
const leftOut = [/redis-cli cluster nodes$/, /default_transaction_read_only = on/];

/** The complete commands for the local stack that no pattern in `leftOut` matches. Throws if a pattern in `leftOut` matches no command. */
export function localCommands(): string[] {
  const lines = runbookCommands("local").filter(isComplete);
  for (const pattern of leftOut)
    if (!lines.some((line) => pattern.test(line))) throw new Error(`The page has no command ${pattern.source}.`);
  return lines.filter((line) => !leftOut.some((pattern) => pattern.test(line)));
}

/** The form of a command: its target and client, such as `demo/redis -- redis-cli`. For `npm run query`, the form is `query`. */
export const formOf = (line: string): string =>
  line.startsWith("npm run query ") ? "query" : (/ --environment \S+ (\S+(?: -- \S+)?)/.exec(line)?.[1] ?? line);

/** The commands of one turn of `turns`: of each form, every `turns`th command, and at least one. All turns together have all commands. */
export function ofTurn(lines: readonly string[], turn: number, turns: number): string[] {
  const forms = new Map<string, string[]>();
  for (const line of lines) forms.set(formOf(line), [...(forms.get(formOf(line)) ?? []), line]);
  return [...forms.values()].flatMap((all) => {
    const chosen = all.filter((_, index) => index % turns === turn % turns);
    return chosen.length > 0 ? chosen : all.slice(0, 1);
  });
}

/**
 * The commands that a test run tries. Each command takes seconds of CPU time, so the test runs of each commit try the next quarter of the
 * commands. The soak run tries all commands.
 */
export const commandsOfCommit = (): string[] => ofTurn(localCommands(), commits(), 4);

const asAdmin = (server: string, as: string, command: string): string =>
  `npm run shell -- --environment local ${server} --as ${as} -- ${command}`;

/** Commands of an administrator, with values for their placeholders. The commands change nothing in the demo. */
export const adminCommands: readonly string[] = [
  asAdmin("demo/redis", "default", "redis-cli config set timeout 0"),
  asAdmin("demo/redis", "default", "redis-cli config set maxclients 200"),
  asAdmin("demo/postgres", "postgres", `psql -d orders -c 'vacuum (verbose, analyze) "pg_catalog"."pg_class"'`),
  asAdmin("demo/postgres", "postgres", "psql -c 'select pg_cancel_backend(0)'"),
];

/** A command that failed, with what it printed. */
export interface FailedCommand {
  readonly line: string;
  readonly code: number | null;
  readonly output: string;
}

/** Runs each command with bash in `cwd`, `atOnce` at a time. Returns the commands that do not exit with 0. */
export async function failedCommands(
  lines: readonly string[],
  { atOnce = 4, cwd = root }: { readonly atOnce?: number; readonly cwd?: string } = {},
): Promise<FailedCommand[]> {
  const waiting = [...lines];
  const failed: FailedCommand[] = [];
  const worker = async (): Promise<void> => {
    for (let line = waiting.shift(); line !== undefined; line = waiting.shift()) {
      const { code, output } = await run("bash", ["-c", line], { cwd });
      if (code !== 0) failed.push({ line, code, output });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failed;
}
