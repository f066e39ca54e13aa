import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Command, Option } from "commander";
import { announcementTypes, type Announcement } from "../../../exporters/model/announcements";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { catalogue, catalogueInput } from "../../../exporters/model/user-catalogue";
import { allArtefacts } from "../../artefacts/artefacts";
import { renderedRoots, writeArtefacts } from "../../artefacts/artefacts-on-disk";
import { isUserError, UserError } from "../../config/errors";
import { announce, resolve, type ActiveAlert } from "./announce";

const root = path.resolve(__dirname, "../../..");
const file = path.join(root, "exporters/catalogue/announcements.json");

interface Options {
  readonly environment: string;
  readonly system?: string;
  readonly alert?: string;
  readonly type: Announcement["type"];
  readonly message?: string;
  readonly alertmanager?: string;
  readonly dryRun?: boolean;
}

async function activeAlerts(url: string): Promise<ActiveAlert[]> {
  try {
    const answer = await fetch(`${url}/api/v2/alerts?active=true&silenced=true&inhibited=true`, { signal: AbortSignal.timeout(10_000) });
    if (answer.ok) return (await answer.json()) as ActiveAlert[];
    throw new Error(`status ${answer.status}`);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      `Alertmanager at ${url} did not list its alerts (${why}). Give its address with --alertmanager, or use --system instead of --alert.`,
    );
  }
}

/** Validates the whole catalogue with the announcements. Then writes the announcements and renders, unless it is a dry run. */
function write(all: readonly Announcement[], dryRun: boolean): void {
  const checked = loadCatalogue({ ...catalogueInput, announcements: all });
  if (dryRun) return;
  writeFileSync(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`);
  renameSync(`${file}.new`, file);
  const changed = writeArtefacts(root, allArtefacts(checked), renderedRoots);
  for (const { path: name } of changed) console.log(`written: ${name}`);
}

async function run(kind: "announce" | "resolve", options: Options): Promise<void> {
  const all = JSON.parse(readFileSync(file, "utf8")) as Announcement[];
  const said = { ...options, at: new Date().toISOString() };
  const { urls, uptime } = catalogue().view(options.environment).environment;
  const { alertmanager } = urls;
  const active = options.alert === undefined ? [] : await activeAlerts(options.alertmanager ?? alertmanager);
  const after = kind === "announce" ? [...all, announce(said, active)] : resolve(all, said);
  write(after, options.dryRun === true);
  const last = after.at(-1);
  console.log(`${last?.type ?? ""} on the status page of ${last?.system ?? ""} (${options.environment}): ${last?.message ?? ""}`);
  const address = uptime.statusPageUrls[last?.system ?? ""];
  if (address !== undefined) console.log(`Users read it at ${address}.`);
  console.log(
    options.dryRun === true ? "Nothing was changed." : `Commit it, and publish it with \`pulumi up --stack ${options.environment}\`.`,
  );
}

const environment = () => new Option("--environment <id>", "environment of the catalogue").makeOptionMandatory();
const program = new Command("npm run incident --").description("Announces an incident to users on the status page of a system.");
program
  .command("announce")
  .description("announce an incident, from a firing alert or by hand")
  .addOption(environment())
  .option("--alert <name>", "firing alert; the announcement goes to its system's page")
  .option("--system <id>", "system whose page gets the announcement")
  .addOption(new Option("--type <type>", "how the status page shows it").choices(announcementTypes).default("outage"))
  .option("--message <text>", "message for users; a default text for the type if not given")
  .option("--alertmanager <url>", "address of Alertmanager; default: the environment's")
  .option("--dry-run", "check and print only, change nothing")
  .action((options: Options) => run("announce", options));
program
  .command("resolve")
  .description("announce that the incident is over, and archive its announcements")
  .addOption(environment())
  .requiredOption("--system <id>", "system whose page gets the announcement")
  .option("--message <text>", "message for users; a default text for the type if not given")
  .option("--dry-run", "check and print only, change nothing")
  .action((options: Options) => run("resolve", { ...options, type: "operational" }));

program.parseAsync().catch((error: unknown) => {
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
