import { toolNames } from "../../stacks/supply/table";
import { acceptance } from "../acceptance/acceptance";
import { jestStep } from "./jest-step";
import { notRunReport } from "./not-run/compare";
import { runStep, type StepResult } from "./steps";
import { supplyStep } from "./supply-step";

/** Everything the tests may run: on a new machine it is built for most of an hour, in which no test is to wait, let alone pass its time limit. */
const supply = supplyStep("supply", ["images", ...toolNames]);
const docker = ["stack", "lgtm", "faults", "upgrade-docker"];
/** All transformed proofs take more than ten minutes of CPU time; `npm run test:engine -- --testPathPatterns=engine/robust` runs them. */
const byHand = ["robust"];
const paths = (names: readonly string[], negative: boolean): string =>
  `${negative ? "--testPathIgnorePatterns" : "--testPathPatterns"}=test/(reference-systems/)?engine/(${names.join("|")})\\.test\\.ts$`;

/** Supply first. The local stack on Docker mostly waits for its alerts, so everything that needs no Docker runs beside it; within each, one file at a time. */
async function allOfThem(): Promise<StepResult[]> {
  const supplied = await runStep(supply);
  if (supplied.failed > 0) return [supplied];
  const tested = await Promise.all([
    jestStep("engine on Docker", ["engine"], ["--runInBand", paths(docker, false)]),
    jestStep("engine without Docker", ["engine"], ["--runInBand", paths([...docker, ...byHand], true)]),
  ]);
  // They use every core, so they come when nothing is timed any more.
  return [supplied, ...tested, ...(await acceptance())];
}

/** `npm run test:engine`: the real CLI, real containers, real alerts delivered; with arguments, what they choose. */
async function main(chosen: readonly string[]): Promise<void> {
  const results = chosen.length === 0 ? await allOfThem() : [await jestStep("engine", ["engine"], ["--runInBand", ...chosen])];
  const sum = (key: "passed" | "failed"): number => results.reduce((total, result) => total + result[key], 0);
  const notRun = results.flatMap((result) => result.notRun ?? []);
  console.log(`\n${notRunReport([], notRun)}`.trimEnd());
  console.log(`\n${sum("passed")} passed, ${sum("failed")} failed`);
  process.exitCode = sum("failed") === 0 ? 0 : 1;
}

void main(process.argv.slice(2));
