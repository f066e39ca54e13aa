import { execFileSync } from "node:child_process";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { runStep, type Step, type StepResult } from "../steps";
import { commits } from "../commits";
import { obtainNode } from "./obtain";
import { lineOfCommit, nodeLines, nodeReleases, type NodeLine } from "./versions";

/** Pattern of the paths of tests that depend most on Node: processes, files, signals, servers, and the loader of the Pulumi program. */
const short = "test/stacks/(start|config|supply|local|demo)/";

interface Options {
  readonly short?: true;
  readonly preview: boolean;
  readonly up?: true;
}

function lineNamed(text: string): NodeLine {
  const line = nodeLines.find((candidate) => candidate === text);
  if (line === undefined) throw new InvalidArgumentError(`allowed: ${nodeLines.join(", ")}.`);
  return line;
}

function stepsOf(release: string, options: Options): Step[] {
  const jest = ["node_modules/jest/bin/jest.js", "-c", ".config/jest.config.cjs", "--selectProjects", "unit"];
  const tests = options.short === true ? ["--testPathPatterns", short] : [];
  const local = (command: string): Step => ({
    name: `npm run ${command}, Node ${release}`,
    command: "node_modules/.bin/tsx",
    args: ["stacks/local/main.ts", command],
    live: true,
  });
  return [
    { name: `unit tests, Node ${release}`, command: "node", args: [...jest, ...tests], live: true },
    ...(options.preview
      ? [{ name: `preview, Node ${release}`, command: "node_modules/.bin/tsx", args: ["test/support/node/preview.ts"], live: true }]
      : []),
    ...(options.up === true ? [local("up"), local("down")] : []),
  ];
}

/** Runs the steps with a release of Node that is first in PATH. Every process that the steps start finds that release as `node`. */
async function runWith(line: NodeLine, options: Options): Promise<void> {
  const release = nodeReleases[line];
  const bin = await obtainNode(release);
  process.env["PATH"] = `${bin}${path.delimiter}${process.env["PATH"] ?? ""}`;
  const found = execFileSync("node", ["--version"], { encoding: "utf8" }).trim();
  if (found !== `v${release}`) throw new Error(`node is ${found}; v${release} was expected.`);
  const results: StepResult[] = [];
  for (const step of stepsOf(release, options)) results.push(await runStep(step));
  if (results.some(({ failed }) => failed > 0)) process.exitCode = 1;
}

void new Command("npm run test:node --")
  .description("Runs the unit tests, and a Pulumi preview of the local stack, with another line of Node. Obtains it as a package from npm.")
  .argument("[line]", `one of ${nodeLines.join(", ")}; by default one after the other, by the number of commits`, lineNamed)
  .option("--short", "only the tests that depend on Node the most")
  .option("--no-preview", "without Docker: only the tests")
  .option("--up", "starts the local stack and removes it, too")
  .action(async (line: NodeLine | undefined, options: Options) => runWith(line ?? lineOfCommit(commits()), options))
  .parseAsync();
