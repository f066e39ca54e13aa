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
      `Alertmanager at ${url} does not say what fires (${why}). Give its address by --alertmanager, or leave --alert out and give --system.`,
    );
  }
}

/** Checks the whole catalogue with the announcements before anything is written; then writes them and renders. */
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
  const { alertmanager } = catalogue().view(options.environment).environment.urls;
  const active = options.alert === undefined ? [] : await activeAlerts(options.alertmanager ?? alertmanager);
  const after = kind === "announce" ? [...all, announce(said, active)] : resolve(all, said);
  write(after, options.dryRun === true);
  const told = after.at(-1);
  console.log(`${told?.type ?? ""} on the status page of ${told?.system ?? ""} (${options.environment}): ${told?.message ?? ""}`);
  console.log(
    options.dryRun === true ? "Nothing was changed." : `Commit it, and publish it by \`pulumi up --stack ${options.environment}\`.`,
  );
}

const environment = () => new Option("--environment <id>", "environment of the catalogue").makeOptionMandatory();
const program = new Command("npm run incident --").description("Tells users of an incident on the status page of a system.");
program
  .command("announce")
  .description("announces an incident, from an alert that fires or by hand")
  .addOption(environment())
  .option("--alert <name>", "alert that fires; its system's page is meant")
  .option("--system <id>", "system whose page is meant")
  .addOption(new Option("--type <type>", "how it is shown").choices(announcementTypes).default("outage"))
  .option("--message <text>", "what users read; usual words by default")
  .option("--alertmanager <url>", "where the alert is looked up; the environment's by default")
  .option("--dry-run", "check and show, and change nothing")
  .action((options: Options) => run("announce", options));
program
  .command("resolve")
  .description("tells that it is over; what was told becomes old news")
  .addOption(environment())
  .requiredOption("--system <id>", "system whose page is meant")
  .option("--message <text>", "what users read; usual words by default")
  .option("--dry-run", "check and show, and change nothing")
  .action((options: Options) => run("resolve", { ...options, type: "operational" }));

program.parseAsync().catch((error: unknown) => {
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
