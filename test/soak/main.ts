import { execFileSync } from "node:child_process";
import path from "node:path";
import { Command, Option } from "commander";
import { sectionText, updateDocument } from "../bench/document";
import { circumstances, commit } from "../bench/machine";
import { sections } from "../bench/sections";
import { soak } from "../bench/sections/soak";
import { supplyStep } from "../support/supply-step";
import { runStep } from "../support/steps";
import { table } from "../../stacks/local/table";
import { toolNames } from "../../stacks/supply/table";
import { kinds } from "./kinds";
import type { Kind } from "./kind";
import { latestOf, readSoak, saveSoak, type SoakResult } from "./record";

const root = path.resolve(__dirname, "../..");
const say = (line: string): void => {
  console.log(line);
};
const isChanged = (): boolean => execFileSync("git", ["status", "--porcelain"], { cwd: root, encoding: "utf8" }).trim() !== "";
const tried = (): string => `${commit(root)}${isChanged() ? ", changed" : ""}`;

/** Runs a kind of soak test. A kind that throws counts as failed, so that the next kinds still run. */
async function resultOf({ name, title, unit, run }: Kind): Promise<SoakResult> {
  say(`\n== ${name}: ${title}`);
  const began = Date.now();
  const commitAtStart = tried();
  const so = () => ({ name, unit, minutes: (Date.now() - began) / 60_000, at: new Date().toISOString(), commit: commitAtStart });
  try {
    const { trials, failures, figures } = await run({ root, say: (line) => say(`  ${line}`) });
    return { ...so(), trials, failures: [...failures], ...(figures === undefined ? {} : { figures }) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...so(), trials: 0, failures: [`broke off: ${message.split("\n").slice(0, 5).join(" ")}`] };
  }
}

/** Writes the soak section of docs/benchmarks.md from the saved results. */
async function write(): Promise<void> {
  const measured = await soak.run({ root, say });
  const text = sectionText(soak, measured, circumstances(root, measured.at ?? new Date().toISOString()));
  updateDocument(path.join(root, "docs/benchmarks.md"), sections, new Map([[soak.title, text]]));
  say("The table is in docs/benchmarks.md.");
}

async function main({ only }: { only?: readonly string[] }): Promise<void> {
  const supply = await runStep(supplyStep("supply", ["images", ...toolNames]));
  if (supply.failed > 0) {
    process.exitCode = 1;
    return;
  }
  const earlier = readSoak(root)?.kinds ?? [];
  const results: SoakResult[] = [];
  for (const kind of kinds.filter(({ name }) => only === undefined || only.includes(name))) {
    const result = await resultOf(kind);
    results.push(result);
    saveSoak(root, { kinds: latestOf(earlier, results) });
    for (const failure of result.failures) say(`FAILED ${failure}`);
  }
  say(
    `\n${table(
      ["kind", "trials", "failures", "minutes"],
      results.map(({ name, unit, trials, failures, minutes }) => [name, `${trials} ${unit}`, String(failures.length), minutes.toFixed(0)]),
    )}`,
  );
  await write();
  process.exitCode = results.some(({ failures }) => failures.length > 0) ? 1 : 0;
}

void new Command("npm run test:soak")
  .description("Tries what takes too long for CI: hours in all. Needs Docker; the local stack must not be up.")
  .addOption(new Option("--only <names...>", "these kinds").choices(kinds.map(({ name }) => name)))
  .addHelpText(
    "after",
    `\nKinds:\n${table(
      ["name", "what"],
      kinds.map(({ name, title }) => [name, title]),
    )}`,
  )
  .action(main)
  .parseAsync();
