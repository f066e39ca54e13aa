import path from "node:path";
import { Command } from "commander";
import type { View } from "../../../exporters/model/catalogue";
import { catalogue } from "../../../exporters/model/user-catalogue";
import { programs } from "../../../exporters/programs";
import { isUserError, UserError } from "../../config/errors";
import { wholeNumber } from "../../local/whole-number";
import { chosenStack, type ChosenBy, type ChosenStack } from "./chosen";
import { demoSystem } from "../../../exporters/programs/demo";
import { onDocker } from "./docker";
import type { Platform } from "./platform";
import { queryUrl, resultText } from "./query";
import { reachOf, type Reach } from "./reach";

const root = path.resolve(__dirname, "../../..");

interface Opened {
  readonly platform: Platform;
  readonly view: View;
  readonly running: readonly string[];
  readonly reach: (target: string) => Reach;
}

async function open(by: ChosenBy): Promise<Opened> {
  const { settings, view }: ChosenStack = chosenStack(root, catalogue(), by);
  const { kubernetes } = settings;
  // The Kubernetes client takes a second to load, so load it only for a stack on Kubernetes.
  const platform =
    kubernetes === undefined ? onDocker(settings) : (await import("./kubernetes.js")).onKubernetes(root, settings, kubernetes);
  const running = await platform.running();
  if (running.length === 0) {
    const up = kubernetes === undefined ? `npm run up -- --stack ${settings.stack}` : `pulumi up --stack ${settings.stack}`;
    throw new UserError(`No program of the stack ${settings.stack} runs. Start the stack with \`${up}\`.`);
  }
  const options = settings.demo ? { demo: demoSystem } : {};
  return { platform, view, running, reach: (target) => reachOf(view, target, running, options) };
}

async function shell(target: string, command: readonly string[], options: ChosenBy): Promise<void> {
  const { platform, reach } = await open(options);
  process.exitCode = (await platform.shell(reach(target), command, false)).code;
}

async function logs(target: string, options: ChosenBy & { since?: string; tail: number; grep?: string }): Promise<void> {
  const { platform, reach } = await open(options);
  const { workload } = reach(target);
  const { code, output } = await platform.logs(workload, options);
  const words = options.grep?.toLowerCase();
  const lines = output.split("\n").filter((line) => line !== "" && (words === undefined || line.toLowerCase().includes(words)));
  console.log(
    lines.length === 0
      ? `No line in the log of ${workload}${words === undefined ? "" : ` contains ${options.grep ?? ""}`}.`
      : lines.join("\n"),
  );
  process.exitCode = code;
}

async function query(promql: string, options: ChosenBy): Promise<void> {
  const { platform, reach } = await open(options);
  const prometheus = reach(programs.prometheus.name);
  const url = queryUrl(promql, String(programs.prometheus.ports.http.number));
  const { code, output } = await platform.shell(prometheus, ["wget", "-q", "-O", "-", url], true);
  if (code !== 0 && output === "") throw new UserError(`Prometheus refused the query, or did not respond. Check the query: ${promql}`);
  console.log(resultText(output));
}

const command = new Command("npm run").description("Look at the services and programs of a stack from inside its network.");
const subcommand = (name: string): Command =>
  command
    .command(name)
    .option("--environment <id>", "environment of the catalogue; its stack is used")
    .option("--stack <name>", "name of the stack, if several stacks deploy the environment; default: local");
subcommand("shell")
  .description(
    "open a shell, or run a command, in the network of the program that reaches a service. HOST and PORT are set, and DATABASE and URL where there is one; psql and redis-cli are logged in as `monitor`",
  )
  .argument("<target>", "service as <system>/<service>, or a program of the stack, like prometheus")
  .argument("[command...]", "command after `--`; default: an interactive shell")
  .action(shell);
subcommand("logs")
  .description("print the log of a program of the stack, or of the program that reaches a service")
  .argument("<target>", "a program of the stack, like prometheus, or a service as <system>/<service>")
  .option("--since <duration>", "only lines that are not older, like 15m")
  .option("--tail <lines>", "number of lines from the end", wholeNumber("lines"), 100)
  .option("--grep <text>", "only lines that contain the text, in any case")
  .action(logs);
subcommand("query").description("run an instant query in Prometheus").argument("<promql>", "the query, in single quotes").action(query);

command.parseAsync().catch((error: unknown) => {
  if (!isUserError(error)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
