import path from "node:path";
import { Command } from "commander";
import type { View } from "../../../exporters/model/catalogue";
import { catalogue } from "../../../exporters/model/user-catalogue";
import { programs } from "../../../exporters/programs";
import { isUserError, UserError } from "../../config/errors";
import type { Settings } from "../../config/settings";
import { wholeNumber } from "../../local/whole-number";
import { accessText } from "./access";
import { chosenStack, type ChosenBy } from "./chosen";
import { demoSystem } from "../../../exporters/programs/demo";
import { onDocker } from "./docker";
import type { Platform, Replica } from "./platform";
import { queryUrl, resultText } from "./query";
import { adminReachOf, reachOf, targetOf, type Target } from "./reach";
import { nameOfTarget, placeOf, printLogs, printStored } from "./logs";
import { replicasText } from "./replicas";
import { sinceTime } from "./since";

const root = path.resolve(__dirname, "../../..");

interface Opened {
  readonly platform: Platform;
  readonly view: View;
  readonly settings: Settings;
}

async function open(by: ChosenBy): Promise<Opened> {
  const { settings, view } = chosenStack(root, catalogue(), by);
  const { kubernetes } = settings;
  // The Kubernetes client takes a second to load, so load it only for a stack on Kubernetes.
  const platform =
    kubernetes === undefined ? onDocker(settings) : (await import("./kubernetes.js")).onKubernetes(root, settings, kubernetes);
  return { platform, view, settings };
}

/** Throws UserError if there are no programs. */
function needSome(programsOf: readonly string[], { stack, kubernetes }: Settings): readonly string[] {
  if (programsOf.length > 0) return programsOf;
  const up = kubernetes === undefined ? `npm run up -- --stack ${stack}` : `pulumi up --stack ${stack}`;
  throw new UserError(`No program of the stack ${stack} runs. Start the stack with \`${up}\`.`);
}

const reachOptions = ({ demo }: Settings) => (demo ? { demo: demoSystem } : {});

async function shell(target: string, command: readonly string[], options: ChosenBy & { as?: string }): Promise<void> {
  const { platform, view, settings } = await open(options);
  const running = needSome(await platform.running(), settings);
  const reach = (options.as === undefined ? reachOf : adminReachOf)(view, target, running, reachOptions(settings));
  process.exitCode = (await platform.shell(reach, command, { captured: false, as: options.as })).code;
}

interface Found extends Opened {
  readonly target: Target;
  readonly replicas: readonly Replica[];
}

/** Finds the containers or pods of a program or service, including those that do not run. */
async function find(name: string, by: ChosenBy): Promise<Found> {
  const opened = await open(by);
  const known = needSome(await opened.platform.programs(), opened.settings);
  const target = targetOf(opened.view, name, known);
  return { ...opened, target, replicas: await opened.platform.replicas(placeOf(target)) };
}

async function logs(name: string, options: ChosenBy & { since?: string; tail: number; grep?: string; previous?: true }): Promise<void> {
  const since = options.since === undefined ? undefined : sinceTime(options.since, new Date());
  const { platform, view, settings, target, replicas } = await find(name, options);
  const lines = { since, tail: options.tail, grep: options.grep, previous: options.previous ?? false };
  if (replicas.length > 0 || "program" in target) {
    process.exitCode = await printLogs(replicas, nameOfTarget(target), lines);
    return;
  }
  const store = view.environment.stores.logs;
  const reach = reachOf(view, store, await platform.running(), reachOptions(settings));
  const logged = { system: target.system.id, service: target.service.name, environment: view.environment.id };
  await printStored({ platform, store, reach }, logged, lines);
}

async function replicas(name: string, options: ChosenBy): Promise<void> {
  const { target, settings, replicas: found } = await find(name, options);
  const place = placeOf(target);
  if (found.length === 0 && "host" in place)
    throw new UserError(
      settings.kubernetes === undefined
        ? `${nameOfTarget(target)}: no container in the stack's network has the name ${place.host}. Look where the service runs, for example at its vendor.`
        : `${nameOfTarget(target)}: ${place.host} is no Service with pods in this cluster. Look where the service runs, for example at its vendor.`,
    );
  console.log(replicasText(found));
}

async function access(program: string, options: ChosenBy): Promise<void> {
  const { platform, settings } = await open(options);
  const discovering = programs.prometheus.name;
  if (program !== discovering)
    throw new UserError(`${program}: only ${discovering} uses the cluster's API for discovery. Write ${discovering}.`);
  if (platform.access === undefined)
    throw new UserError(
      `The stack ${settings.stack} runs on Docker, where Prometheus discovers nothing in a cluster and needs no permissions.`,
    );
  const { account, answers } = await platform.access(program);
  console.log(accessText(account, answers));
  if (answers.some(({ allowed }) => !allowed)) process.exitCode = 1;
}

async function query(promql: string, options: ChosenBy): Promise<void> {
  const { platform, view, settings } = await open(options);
  const prometheus = reachOf(view, programs.prometheus.name, needSome(await platform.running(), settings));
  const url = queryUrl(promql, String(programs.prometheus.ports.http.number));
  const { code, output } = await platform.shell(prometheus, ["wget", "-q", "-O", "-", url], { captured: true });
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
  .option("--as <administrator>", "log in to a PostgreSQL or Redis server as this user, who enters the password; the demo needs none")
  .action(shell);
subcommand("logs")
  .description("print the log of a program of the stack, or of a service: of its containers or pods, else from the log store")
  .argument("<target>", "a program of the stack, like prometheus, or a service as <system>/<service>")
  .option("--since <time>", "only lines that are not older, like 15m, 1h30m or 2026-01-31T18:00:00Z; in the log store, the default is 24h")
  .option("--tail <lines>", "number of lines from the end", wholeNumber("lines"), 100)
  .option("--grep <text>", "only lines that contain the text, in any case")
  .option("--previous", "the lines before the last restart")
  .action(logs);
subcommand("replicas")
  .description("list the containers or pods of a service or of a program of the stack, with their state, restarts and last end")
  .argument("<target>", "a service as <system>/<service>, or a program of the stack, like prometheus")
  .action(replicas);
subcommand("access")
  .description("show whether Prometheus' service account has the permissions for discovery in the cluster")
  .argument("<program>", "prometheus, the only program that uses the cluster's API for discovery")
  .action(access);
subcommand("query").description("run an instant query in Prometheus").argument("<promql>", "the query, in single quotes").action(query);

command.parseAsync().catch((error: unknown) => {
  if (!isUserError(error)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
});
