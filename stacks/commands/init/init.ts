import { parse } from "yaml";
import { UserError } from "../../config/errors";
import { renderedRoots } from "../../artefacts/artefacts-on-disk";
import { answersOf, yes, type Answers, type Prompter } from "../ask/fields";
import { changeLines } from "../edit/change-lines";
import { Draft } from "../edit/draft";
import { checkDraft, readDraft, writeChecked } from "../edit/repository";
import { makeYours, projectFile } from "./change";
import { initFields } from "./fields";
import { assertCommitted, documentsOf } from "./git";
import { nextLines } from "./next";

/** Throws UserError when `init` has already run, because the description in Pulumi.yaml then differs from that in package.json. */
function assertFirstRun(draft: Draft): void {
  const { description } = parse(draft.read(projectFile)) as { readonly description?: string };
  const shipped = (JSON.parse(draft.read("package.json")) as { readonly description?: string }).description;
  if (description === shipped) return;
  throw new UserError(
    `npm run init has already run: ${projectFile} says ${JSON.stringify(description)}; nothing was written. It sets up a fresh clone, once. From now on, edit exporters/catalogue/, or run \`npm run add\`.`,
  );
}

/**
 * Sets up a fresh clone. Asks, validates and renders everything before the first file is written. Returns lines for the terminal: the
 * changes and the next steps. Throws UserError or CatalogueError; then nothing was written.
 */
export async function init(root: string, flags: Answers, prompter?: Prompter): Promise<string[]> {
  const draft = new Draft(root);
  assertFirstRun(draft);
  const before = await readDraft(draft);
  const answers = await answersOf("npm run init", initFields(before.catalogue, documentsOf(root)), flags, prompter);
  const gone = await makeYours(draft, answers, before);
  assertCommitted(root, [...draft.changes.keys(), ...renderedRoots, "docs/OPERATIONS.md"]);
  const checked = await checkDraft(draft, before);
  const rendered = writeChecked(checked);
  return [...changeLines(draft, rendered), "", ...nextLines(checked.after.catalogue, yes(answers, "withoutReferenceSystems"), gone)];
}
