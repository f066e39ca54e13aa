import { toolNames } from "../../stacks/supply/table";
import { acceptance } from "../acceptance/acceptance";
import { engineTests } from "./engine-tests";
import { jestStep } from "./jest-step";
import { notRunReport } from "./not-run/compare";
import { runStep, type Step, type StepResult } from "./steps";
import { supplyStep } from "./supply-step";

/** What the local stack needs. On a new machine building it takes about half an hour, longer than any test's time limit. */
const supplyOfStack = supplyStep("supply of the local stack", ["images", "tools", "pulumi", "pulumi-language-nodejs", "resource-docker"]);
/** Everything else that tests run, mainly the test cluster's programs. */
const supplyOfRest = supplyStep("supply of the rest", toolNames);
const docker = ["stack", "lgtm", "faults", "upgrade-docker"];
/** All transformed proofs take more than ten minutes of CPU time; `npm run test:engine -- --testPathPatterns=engine/robust` runs them. */
const byHand = ["robust"];
const paths = (names: readonly string[], negative: boolean): string =>
  `${negative ? "--testPathIgnorePatterns" : "--testPathPatterns"}=${engineTests(...names)}`;

/** A step, then the next ones if it passes. */
async function supplied(supply: Step, next: () => Promise<StepResult[]>): Promise<StepResult[]> {
  const result = await runStep(supply);
  return [result, ...(result.failed > 0 ? [] : await next())];
}

/** The local stack mostly waits for its alerts, so everything without Docker is obtained and runs at the same time, one file at a time in each. */
async function besideEachOther(): Promise<StepResult[]> {
  const tested = await Promise.all([
    jestStep("engine on Docker", ["engine"], ["--runInBand", paths(docker, false)]).then((result) => [result]),
    supplied(supplyOfRest, async () => [
      await jestStep("engine without Docker", ["engine"], ["--runInBand", paths([...docker, ...byHand], true)]),
    ]),
  ]);
  return tested.flat();
}

/** The tests that depend on Node the most, and a preview, with one other line of Node: commits take turns. */
const anotherNode: Step = {
  name: "another line of Node",
  command: "node_modules/.bin/tsx",
  args: ["test/support/node/main.ts", "--short"],
  live: true,
};

/** The walks use every core, so they come when no other test is timed. */
const allOfThem = (): Promise<StepResult[]> =>
  supplied(supplyOfStack, async () => [...(await besideEachOther()), ...(await acceptance()), await runStep(anotherNode)]);

/** `npm run test:engine`: the real CLI, real containers, real delivered alerts. Arguments select tests. */
async function main(chosen: readonly string[]): Promise<void> {
  const results = chosen.length === 0 ? await allOfThem() : [await jestStep("engine", ["engine"], ["--runInBand", ...chosen])];
  const sum = (key: "passed" | "failed"): number => results.reduce((total, result) => total + result[key], 0);
  const notRun = results.flatMap((result) => result.notRun ?? []);
  console.log(`\n${notRunReport([], notRun)}`.trimEnd());
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
