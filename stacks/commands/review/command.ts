import { Command, Option } from "commander";
import type { RenderedFile } from "../../../exporters/emit";
import { renderedRoots, staleFiles } from "../../artefacts/artefacts-on-disk";
import { UserError } from "../../config/errors";
import { filesBelow } from "./disk";
import { formats, formatted, type Format } from "./formats";
import { changedFiles, commitOf, filesAt, type Commit, type Files } from "./git";
import { review, type EnvironmentReview } from "./review";
import { environmentsOf } from "./side";
import { counted } from "./words";

/** The repository under review. */
export interface Reviewed {
  readonly root: string;
  /** Renders every file from the repository's catalogue. */
  readonly rendered: () => Promise<readonly RenderedFile[]>;
}

const folders = [...renderedRoots, "exporters/contracts"];

const progress = (line: string): void => void process.stderr.write(`${line}\n`);
const named = ({ name, id, subject }: Commit): string => `${name} (${id}, ${JSON.stringify(subject)})`;

/** Throws UserError when rendered files are stale. A review of stale files would not show what a deployment changes. */
async function assertFresh({ root, rendered }: Reviewed): Promise<void> {
  const stale = staleFiles(root, await rendered(), renderedRoots);
  if (stale.length === 0) return;
  const shown = stale.slice(0, 10).map(({ path, why }) => `${path} (${why})`);
  const more = stale.length > shown.length ? [`and ${stale.length - shown.length} more`] : [];
  throw UserError.of("Rendered files do not match the catalogue. Run `npm run render`, then review again:", [...shown, ...more]);
}

interface Other {
  readonly files: Files;
  readonly name: string;
}

async function otherSide(reviewed: Reviewed, head: string | undefined): Promise<Other> {
  const { root } = reviewed;
  if (head !== undefined) {
    const commit = commitOf(root, "--head", head);
    return { files: filesAt(root, commit, folders), name: named(commit) };
  }
  progress("Checking that the rendered files match the catalogue.");
  await assertFresh(reviewed);
  const changed = changedFiles(root, folders);
  return {
    files: filesBelow(root, folders),
    name: changed === 0 ? "the working tree" : `the working tree, with ${counted(changed, "uncommitted rendered file")}`,
  };
}

interface Options {
  readonly base: string;
  readonly head?: string;
  readonly format: Format;
}

async function run(reviewed: Reviewed, { base, head, format }: Options): Promise<void> {
  const { root } = reviewed;
  const from = commitOf(root, "--base", base);
  const before = filesAt(root, from, folders);
  if (environmentsOf(before).length === 0)
    throw new UserError(`--base: ${named(from)} has no files in ${renderedRoots.join(", ")}, so there is nothing to compare with.`);
  const { files: after, name } = await otherSide(reviewed, head);
  const reviews: EnvironmentReview[] = [];
  for (const one of review(before, after)) {
    reviews.push(one);
    progress(`Compared ${one.environment}.`);
  }
  const environments = reviews.map(({ environment }) => environment);
  console.log(formatted(format, reviews, { compared: `From ${named(from)} to ${name}.`, environments }));
}

/** The command line of `npm run review`. */
export const reviewCommand = (reviewed: Reviewed): Command =>
  new Command("npm run review --")
    .description(
      `Shows what a change means for on-call: compares the rendered files of a base with those of the working tree, committed or not.

loosened: notifies less, later, or fewer people.  tightened: notifies more, earlier, or more people.
All other words are for changes that are neither. The exit code is 0 for any change.`,
    )
    .requiredOption("--base <ref>", "branch, tag or commit to compare with; its code is not run")
    .option("--head <ref>", "branch, tag or commit instead of the working tree")
    .addOption(new Option("--format <format>", "output format").choices(formats).default("text"))
    .allowExcessArguments(false)
    .action((options: Options) => run(reviewed, options));
