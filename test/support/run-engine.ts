import { toolNames } from "../../stacks/supply/table";
import { acceptance } from "../acceptance/acceptance";
import { combinedWalks } from "../acceptance/walks";
import { commits } from "./commits";
import { engineTests } from "./engine-tests";
import { jestStep } from "./jest-step";
import { notRunReport } from "./not-run/compare";
import { leftOutAt } from "./rotation";
import { runStep, type Step, type StepResult } from "./steps";
import { supplyStep } from "./supply-step";

/** Obtains everything that the local stack needs. On a new machine, this takes about half an hour, longer than most tests' timeouts. */
const supplyOfStack = supplyStep("supply of the local stack", ["images", "tools", "pulumi", "pulumi-language-nodejs", "resource-docker"]);
/** Obtains everything else that tests run, mainly the tools of the test cluster. */
const supplyOfRest = supplyStep("supply of the rest", toolNames);
const docker = ["stack", "stack-renamed", "lgtm", "faults", "upgrade-docker"];
/**
 * Tests that `npm run test:engine` leaves out, because they need more than ten minutes of CPU. Soak runs and
 * `npm run test:engine -- --testPathPatterns=engine/robust` run them.
 */
const byHand = ["robust"];
const paths = (names: readonly string[], negative: boolean): string =>
  `${negative ? "--testPathIgnorePatterns" : "--testPathPatterns"}=${engineTests(...names)}`;

/** Runs a supply step. If it passes, runs the next steps. */
async function supplied(supply: Step, next: () => Promise<StepResult[]>): Promise<StepResult[]> {
  const result = await runStep(supply);
  return [result, ...(result.failed > 0 ? [] : await next())];
}

/**
 * Runs two sequences in parallel, each one test file at a time. The first sequence is the tests on Docker and then the acceptance tests.
 * The second sequence is the supply of the other programs and then the tests without Docker. The tests on Docker mostly wait for alerts, so
 * they leave CPU time to the second sequence. `leftOut`: names of tests that do not run.
 */
async function inParallel(leftOut: readonly string[]): Promise<StepResult[]> {
  const tested = await Promise.all([
    jestStep(
      "engine on Docker",
      ["engine"],
      [
        "--runInBand",
        paths(
          docker.filter((name) => !leftOut.includes(name)),
          false,
        ),
      ],
    ).then(async (result) => [result, ...(await acceptance(combinedWalks))]),
    supplied(supplyOfRest, async () => [
      await jestStep("engine without Docker", ["engine"], ["--runInBand", paths([...docker, ...byHand, ...leftOut], true)]),
    ]),
  ]);
  return tested.flat();
}

/** Runs the tests that depend most on Node, and a preview, with another release line of Node. Each commit uses the next line. */
const anotherNode: Step = {
  name: "another line of Node",
  command: "node_modules/.bin/tsx",
  args: ["test/support/node/main.ts", "--short"],
  live: true,
};

async function sequences(all: boolean): Promise<StepResult[]> {
  const leftOut = all ? [] : leftOutAt(commits());
  if (leftOut.length > 0) console.log(`Other commits run: ${leftOut.join(", ")}. To run them now, use --all.`);
  return supplied(supplyOfStack, async () => [...(await inParallel(leftOut)), await runStep(anotherNode)]);
}

/**
 * `npm run test:engine`: tests with the real Pulumi CLI, real containers and real notifications. Some of the tests take turns from commit
 * to commit; `--all` runs all of them. Other arguments select tests.
 */
async function main(chosen: readonly string[]): Promise<void> {
  const all = chosen.length === 1 && chosen[0] === "--all";
  const results = chosen.length === 0 || all ? await sequences(all) : [await jestStep("engine", ["engine"], ["--runInBand", ...chosen])];
  const sum = (key: "passed" | "failed"): number => results.reduce((total, result) => total + result[key], 0);
  const notRun = results.flatMap((result) => result.notRun ?? []);
  console.log(`\n${notRunReport([], notRun)}`.trimEnd());
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
