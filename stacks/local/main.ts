import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { CatalogueError } from "../../exporters/model/problems";
import { notAllowed } from "../../exporters/model/object";
import { catalogue } from "../../exporters/model/user-catalogue";
import { UserError } from "../config/errors";
import { checkLocalStack } from "./chosen-stack";
import { down } from "./down";
import { drillAll, drillWaits, repairWhenInterrupted, type DrillResult } from "./drill";
import { faults, type Fault } from "./faults";
import { saveRecord } from "./records";
import { localStack, openStack } from "./stack";
import { statusText } from "./status";
import { seconds, table } from "./table";
import { up } from "./up";
import { runningViewer } from "./viewer/background";
import { wholeNumber } from "./whole-number";

const root = path.resolve(__dirname, "../..");
const say = (line: string): void => {
  console.log(line);
};

function faultNamed(name: string): Fault {
  const fault = faults.find((candidate) => candidate.name === name);
  if (fault === undefined)
    throw new InvalidArgumentError(
      notAllowed(
        name,
        faults.map((candidate) => candidate.name),
        "faults",
      ),
    );
  return fault;
}

const took = (value: number | undefined): string => (value === undefined ? "NO" : seconds(value));

const drillTable = (results: readonly DrillResult[]): string =>
  table(
    ["fault", "alert", "notified after", "resolved after repair", "pages", "channels"],
    results.map((result) => [
      result.fault,
      result.alertname,
      took(result.firedAfter),
      took(result.resolvedAfter),
      String(result.pages.length),
      result.channels.join(", "),
    ]),
  );

async function runDrills(
  chosen: readonly Fault[],
  options: { stack: string; all?: boolean; json?: boolean; firing: number; resolved: number },
): Promise<void> {
  if ((chosen.length === 0) === (options.all !== true))
    throw new UserError(
      `Name the faults, or use --all. Faults:\n${table(
        ["fault", "what breaks"],
        faults.map(({ name, title }) => [name, title]),
      )}`,
    );
  const { programs, stack } = await openStack(root, options.stack);
  const place = {
    stack,
    prometheus: programs.needed("prometheus"),
    receiver: programs.needed("receiver"),
    firingWithin: options.firing,
    resolvedWithin: options.resolved,
    say: options.json === true ? (line: string) => console.error(line) : say,
  };
  repairWhenInterrupted();
  const results = await drillAll(options.all === true ? faults : chosen, place);
  if (options.all === true) saveRecord(root, "drills", { at: new Date().toISOString(), results });
  say(options.json === true ? JSON.stringify(results) : `\n${drillTable(results)}`);
  if (results.some((result) => result.firedAfter === undefined || result.resolvedAfter === undefined)) process.exitCode = 1;
}

const command = new Command("npm run").description(
  "The local stack: the monitoring programs and the demo system on this machine's Docker.",
);
const subcommand = (name: string): Command =>
  command
    .command(name)
    .option("--stack <name>", "stack on this machine's Docker, like local-lgtm", localStack)
    .hook("preAction", (_, action) => {
      checkLocalStack(root, catalogue(), action.opts<{ stack: string }>().stack);
    });
subcommand("up")
  .description(
    "install what is missing, run `pulumi up` for the stack, wait until alerts can reach the receiver (for the programs only when nothing changed)",
  )
  .action(({ stack }: { stack: string }) => up(root, say, stack));
subcommand("down")
  .description("stop the stack and remove everything in it")
  .action(({ stack }: { stack: string }) => down(root, say, stack));
subcommand("status")
  .description("show programs, targets, alerts, the last notification, dashboards")
  .action(async ({ stack }: { stack: string }) => {
    const { programs } = await openStack(root, stack);
    say(await statusText(programs, await runningViewer(root, stack)));
  });
subcommand("drill")
  .description("cause real faults in the demo and wait until their alerts arrive and resolve; faults of different things run in parallel")
  .argument(
    "[faults...]",
    `of: ${faults.map((fault) => fault.name).join(", ")}`,
    (name: string, before: readonly Fault[]) => [...new Set([...before, faultNamed(name)])],
    [],
  )
  .option("--all", "run every fault")
  .option("--json", "print the results as JSON; progress goes to standard error")
  .option("--firing <seconds>", "how long to wait for the alert", wholeNumber("seconds"), drillWaits.firing)
  .option("--resolved <seconds>", "how long to wait until it resolves", wholeNumber("seconds"), drillWaits.resolved)
  .action(runDrills);

command.parseAsync().catch((error: unknown) => {
  if (!(error instanceof UserError || error instanceof CatalogueError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
