import path from "node:path";
import { Command, Option } from "commander";
import { isUserError, UserError } from "../../config/errors";
import { renderedRoots, staleFiles } from "../../artefacts/artefacts-on-disk";
import { systemsIndex } from "../../artefacts/systems-index";
import { filesBelow } from "./disk";
import { formats, formatted, type Format } from "./formats";
import { changedFiles, commitOf, filesAt, type Commit, type Files } from "./git";
import { review, type EnvironmentReview } from "./review";
import { environmentsOf } from "./side";
import { counted } from "./words";

const root = path.resolve(__dirname, "../../..");
const folders = [...renderedRoots, "exporters/contracts"];

const progress = (line: string): void => void process.stderr.write(`${line}\n`);
const named = ({ name, id, subject }: Commit): string => `${name} (${id}, ${JSON.stringify(subject)})`;

/** What is deployed is what is rendered, so rendered files that are stale would be reviewed in vain. */
async function assertFresh(): Promise<void> {
  const refuse = (files: readonly { readonly path: string; readonly why: string }[]): void => {
    if (files.length === 0) return;
    const shown = files.slice(0, 10).map(({ path: file, why }) => `${file} (${why})`);
    const more = files.length > shown.length ? [`and ${files.length - shown.length} more`] : [];
    throw UserError.of("Rendered files do not match the catalogue. Run `npm run render` first:", [...shown, ...more]);
  };
  refuse(staleFiles(root, [systemsIndex(root)], []));
  const { catalogue } = await import("../../../exporters/model/user-catalogue.js");
  const { allArtefacts } = await import("../../artefacts/artefacts.js");
  refuse(staleFiles(root, allArtefacts(catalogue()), renderedRoots));
}

interface Other {
  readonly files: Files;
  readonly name: string;
}

async function otherSide(head: string | undefined): Promise<Other> {
  if (head !== undefined) {
    const commit = commitOf(root, "--head", head);
    return { files: filesAt(root, commit, folders), name: named(commit) };
  }
  progress("Checks that the rendered files match the catalogue.");
  await assertFresh();
  const changed = changedFiles(root, folders);
  return {
    files: filesBelow(root, folders),
    name: changed === 0 ? "the working tree" : `the working tree, with ${counted(changed, "file")} not committed`,
  };
}

async function main(): Promise<void> {
  const command = new Command("npm run review --")
    .description(
      `What a change means for on-call: compares the rendered files of a base with those of the working tree, committed or not.

loosened: notifies less, later, or fewer people.  tightened: notifies more, earlier, or more people.
The other words say what happened where neither can be said. The exit code is 0, whatever changes.`,
    )
    .requiredOption("--base <ref>", "branch, tag or commit to compare with; its code is not run")
    .option("--head <ref>", "branch, tag or commit instead of the working tree")
    .addOption(new Option("--format <format>", "how it is printed").choices(formats).default("text"))
    .allowExcessArguments(false)
    .parse();
  const { base, head, format } = command.opts<{ base: string; head?: string; format: Format }>();
  const from = commitOf(root, "--base", base);
  const before = filesAt(root, from, folders);
  if (environmentsOf(before).length === 0)
    throw new UserError(
      `--base: ${named(from)} has no rendered files in ${renderedRoots.join(", ")}, so there is nothing to compare with.`,
    );
  const { files: after, name } = await otherSide(head);
  const reviews: EnvironmentReview[] = [];
  for (const one of review(before, after)) {
    reviews.push(one);
    progress(`Compared ${one.environment}.`);
  }
  const environments = reviews.map(({ environment }) => environment);
  console.log(formatted(format, reviews, { compared: `From ${named(from)} to ${name}.`, environments }));
}

main().catch((error: unknown) => {
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
