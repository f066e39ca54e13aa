import { statfsSync } from "node:fs";
import { catalogue } from "../../exporters/model/user-catalogue";
import { UserError } from "../config/errors";
import { prepareLocalSecrets } from "./secrets";
import { watchedByEnvironment } from "../config/settings";
import { settingsInFile } from "../config/settings-file";
import { forgetGone } from "./gone";
import { freeStack } from "./locks";
import { prepareStack } from "./prepare";
import { Programs } from "./programs";
import { nothingChanged, onlyCreated, pulumi, selectStack } from "./pulumi";
import { waitUntilProgramsReady, waitUntilReady, type Readiness } from "./ready";
import { saveRecord } from "./records";
import { localPulumi, localStack } from "./stack";
import { statusText } from "./status";
import { seconds } from "./table";
import { showDashboards } from "./viewer/show";

/** Free disk space in GiB that the stack needs in addition to images: enough for two days of the demo's data. */
const spaceGiB = 2;
/**
 * Maximum time in seconds to wait until the programs are ready and, if the update changed anything, until all targets are up and alerts can
 * reach the receiver.
 */
const readyWithin = 180;

function checkSpace(root: string): void {
  const { bavail, bsize } = statfsSync(root);
  const free = (bavail * bsize) / 2 ** 30;
  if (free < spaceGiB)
    throw new UserError(
      `Only ${free.toFixed(1)} GiB are free on the disk of ${root}; the stack needs ${spaceGiB} GiB. Free some space and run this again.`,
    );
}

const at = (value: number | undefined): string => (value === undefined ? `not within ${readyWithin} s` : `after ${seconds(value)}`);

function readinessText(ready: Readiness, unchanged: boolean, receives: boolean): string {
  const programs = `programs ready ${at(ready.programs)}`;
  if (unchanged) return programs;
  return [
    programs,
    `first scrape ${at(ready.firstScrape)}`,
    `all targets up ${at(ready.allUp)}`,
    ...(receives ? [`alert-ready ${at(ready.alertReady)}`] : []),
  ].join("; ");
}

/** Matches the lines of `pulumi up` that show progress, a warning or the duration. */
const progressLine = /^\s+([+~-]|\d+ (created|changed|unchanged|deleted|updated|replaced))|warning:|Duration:/;

/**
 * Runs `npm run up`: installs what is missing, runs `pulumi up`, waits until the programs are ready, all targets are up and alerts can
 * reach the receiver, and shows the status. If `pulumi up` changed nothing, waits only for the programs, because the next heartbeat may
 * take a minute. Without the demo there is no receiver, so the command does not wait for alerts. Throws UserError if a step fails, if the
 * programs are not ready in time, and if no heartbeat arrives in time (without the receiver: if no scrape succeeds in time).
 */
export async function up(root: string, say: (line: string) => void, stack = localStack): Promise<void> {
  const started = Date.now();
  checkSpace(root);
  const all = catalogue();
  const view = all.view(settingsInFile(root, watchedByEnvironment(all), stack).environment);
  await prepareStack(view, say);
  const { added, file } = prepareLocalSecrets(root, view);
  if (added > 0) say(`Created ${added} local secrets in ${file}.`);

  const call = await localPulumi(root);
  await selectStack(call, stack);
  await freeStack(call, stack, say);
  await forgetGone(call, stack, say);
  const prepared = Date.now();
  say(`Ready to deploy after ${seconds((prepared - started) / 1000)}. Running \`pulumi up\` for the stack ${stack}:`);
  const output = await pulumi(
    call,
    ["up", "--yes", "--skip-preview", "--non-interactive", "--stack", stack, "--suppress-outputs"],
    (line) => {
      if (progressLine.test(line) && !line.includes(" creating ")) say(`  ${line.trim()}`);
    },
  );
  const upAfter = (Date.now() - prepared) / 1000;

  const programs = Programs.from(await pulumi(call, ["stack", "output", "--json", "--stack", stack]));
  const unchanged = nothingChanged(output);
  const receiver = programs.url("receiver");
  const waiting = `Waiting for the first scrape${receiver === undefined ? "" : ", and for the first heartbeat at the receiver"}.`;
  say(`\`pulumi up\` took ${seconds(upAfter)}. ${unchanged ? "Nothing has changed. Waiting until the programs are ready." : waiting}`);
  const ready = await (unchanged ? waitUntilProgramsReady : waitUntilReady)(programs, prepared, readyWithin);
  saveRecord(root, onlyCreated(output) ? "up-from-nothing" : "last-up", {
    at: new Date().toISOString(),
    prepared: (prepared - started) / 1000,
    up: upAfter,
    ...ready,
  });
  const viewer = await showDashboards(
    { root, stack, environment: view.environment.id, stores: view.environment.stores, programs },
    unchanged,
    say,
  );
  say(`\n${await statusText(programs, viewer)}\n`);
  say(`Since \`pulumi up\` began: ${readinessText(ready, unchanged, receiver !== undefined)}.`);
  if (viewer !== undefined) say(`Dashboards with live data: ${viewer.url}`);
  if (receiver !== undefined) say(`Notifications to on-call: ${receiver}   Break something: npm run drill -- http-errors`);
  const works = receiver === undefined ? ready.firstScrape : ready.alertReady;
  if (ready.programs === undefined || (works === undefined && !unchanged))
    throw new UserError("The stack is up but not ready. See `npm run status`.");
}
