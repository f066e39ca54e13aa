import path from "node:path";
import { specsFolder } from "../stacks/vendors/provider/fakes/specs";
import { jestStep } from "../support/jest-step";
import { record, runStep, type StepResult } from "../support/steps";
import { changedIn, copyOfRepository, type Copy } from "./copy";
import { suitesAbout } from "./suites";
import { combinedWalks, walk, walks, type Walk } from "./walks";

// A copy of the repository has no vendors' API specifications beside it, so its tests use the specifications beside this repository.
process.env["MONITORING_SPECS"] ??= specsFolder;

const tool = (root: string, name: string): string => path.join(root, "node_modules/.bin", name);

async function checked({ name, whole }: Walk, { root }: Copy): Promise<StepResult[]> {
  const info = path.join(root, ".git/types.tsbuildinfo");
  const types = ["--noEmit", "--incremental", "--tsBuildInfoFile", info];
  const suites = whole ? [] : suitesAbout(root, changedIn(root));
  if (!whole) console.log(`  ${suites.length} suites depend on what changed`);
  return [
    await runStep({
      name: `${name}: rendered files`,
      command: tool(root, "tsx"),
      args: ["stacks/artefacts/render.ts", "--check"],
      cwd: root,
    }),
    await runStep({ name: `${name}: types`, command: tool(root, "tsc"), args: types, cwd: root }),
    await jestStep(`${name}: unit`, ["unit"], ["--maxWorkers=2", ...(whole ? [] : ["--runTestsByPath", ...suites])], root),
  ];
}

async function accepted(one: Walk): Promise<StepResult[]> {
  console.log(`\n== ${one.name}: ${one.title}`);
  const copy = copyOfRepository(one.name);
  const step = `${one.name}: change`;
  try {
    await walk(one, copy.root);
    const done = { name: step, passed: 1, failed: 0 };
    record(done);
    return [done, ...(await checked(one, copy))];
  } catch (error) {
    console.log(`== ${step}: FAILED\n${error instanceof Error ? error.message : String(error)}`);
    const failed = { name: step, passed: 0, failed: 1 };
    record(failed);
    return [failed];
  } finally {
    if (process.env["KEEP_COPIES"] === undefined) copy.remove();
    else console.log(`  kept: ${copy.root}`);
  }
}

/** Returns the walks with these names. Throws for an unknown name. */
export function walksNamed(names: readonly string[]): Walk[] {
  const all = [...walks, ...combinedWalks];
  const unknown = names.filter((name) => !all.some((one) => one.name === name));
  if (unknown.length > 0) throw new Error(`got ${unknown.join(", ")}; walks: ${all.map(({ name }) => name).join(", ")}`);
  return all.filter(({ name }) => names.includes(name));
}

/** Runs the walks one after another, each in a fresh copy of the repository. */
export async function acceptance(chosen: readonly Walk[]): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const one of chosen) results.push(...(await accepted(one)));
  return results;
}
