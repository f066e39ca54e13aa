import path from "node:path";
import { Command } from "commander";
import { isUserError, UserError } from "../../../../stacks/config/errors";
import { localStack } from "../../../../stacks/local/stack";
import { ensureTools } from "../../../../stacks/supply/ensure";
import { contractsFolder, writeContract } from "./contracts";
import { mergeMetrics, type Metrics } from "./exposition";
import { recordHarness } from "./harness";
import { pinnedPrograms, type Program } from "./programs";
import { recordStack } from "./stack";

interface Options {
  readonly only?: string;
  readonly stack: string;
  readonly prometheus?: string;
  readonly fresh?: boolean;
}

const parts = ["harness", "stack"] as const;
const say = (line: string): void => {
  console.log(line);
};

/**
 * The parts and programs that `--only` selects. Without a part in `--only`, both parts are selected; without a program, all programs.
 * Throws a UserError for an unknown name.
 */
function selection(only: string | undefined): { readonly parts: readonly string[]; readonly wants: (program: Program) => boolean } {
  const programs = [...pinnedPrograms().keys()];
  if (only === undefined) return { parts, wants: () => true };
  const names = only.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => ![...parts, ...programs].includes(name as Program));
  if (unknown.length > 0) throw new UserError(`\`--only\` got ${unknown.join(", ")}; allowed: ${[...parts, ...programs].join(", ")}`);
  const chosen = programs.filter((program) => names.includes(program));
  const asked = parts.filter((part) => names.includes(part));
  return { parts: asked.length > 0 ? asked : parts, wants: (program) => chosen.length === 0 || chosen.includes(program) };
}

async function record({ only, stack, prometheus, fresh }: Options): Promise<void> {
  const { parts: asked, wants } = selection(only);
  const all = new Map<Program, Metrics>();
  const failures: string[] = [];
  const add = (found: ReadonlyMap<Program, Metrics>): void => {
    for (const [program, metrics] of found) if (wants(program)) all.set(program, mergeMetrics([all.get(program) ?? {}, metrics]));
  };
  if (asked.includes("stack")) {
    say(`From the ${stack} stack:`);
    add(await recordStack(stack, say));
  }
  if (asked.includes("harness")) {
    say("From programs started for this:");
    const binary = async (): Promise<string> => prometheus ?? path.join((await ensureTools(["prometheus"])).prometheus, "prometheus");
    const { metrics, failures: failed } = await recordHarness({ say, wants, prometheus: binary });
    add(metrics);
    failures.push(...failed);
  }
  const versions = pinnedPrograms();
  say("");
  for (const [program, metrics] of [...all].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const contract = { program, version: versions.get(program) ?? "", metrics };
    const { file, added } = writeContract(contractsFolder, contract, fresh === true);
    say(`${file}: ${Object.keys(metrics).length} names${added === 0 ? "" : `, ${added} new`}`);
  }
  if (failures.length > 0) throw UserError.of("Not everything could be recorded; what could be is written.", failures);
}

new Command("contracts")
  .description("Records every metric, type and label of the pinned programs, from live ones, into exporters/contracts/")
  .option("--only <names>", "comma-separated: harness, stack, or programs; all of it when left out")
  .option("--stack <name>", "the running stack to read", localStack)
  .option(
    "--prometheus <path>",
    "a Prometheus of the pinned version with the OTLP receiver; taken from the cache, or obtained, when left out",
  )
  .option("--fresh", "discard what earlier runs recorded of the same version")
  .action(record)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(isUserError(error) ? error.message : error);
    process.exitCode = 1;
  });
