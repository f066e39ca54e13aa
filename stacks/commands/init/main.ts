import path from "node:path";
import { Command } from "commander";
import { parse } from "yaml";
import { UserError } from "../../config/errors";
import { renderedFolders } from "../../artefacts/artefacts";
import { addFlags, answersOf, yes, type Answers } from "../ask/fields";
import { terminal } from "../ask/terminal";
import { changeLines } from "../edit/change-lines";
import { Draft } from "../edit/draft";
import { endWith } from "../edit/end";
import { checkDraft, readDraft, writeChecked } from "../edit/repository";
import { makeYours, projectFile } from "./change";
import { initFields } from "./fields";
import { assertCommitted, documentsOf } from "./git";
import { nextLines } from "./next";

const root = path.resolve(__dirname, "../../..");

/** Throws UserError when the repository has been made someone's already: its project no longer describes itself as it is shipped. */
function assertFirstRun(draft: Draft): void {
  const { description } = parse(draft.read(projectFile)) as { readonly description?: string };
  const shipped = (JSON.parse(draft.read("package.json")) as { readonly description?: string }).description;
  if (description === shipped) return;
  throw new UserError(
    `npm run init has been here: ${projectFile} says ${JSON.stringify(description)}; nothing was written. It makes a fresh clone yours, once. Edit exporters/catalogue/ from now on, or run \`npm run add\`.`,
  );
}

/** Makes a fresh clone yours: everything is asked, checked and rendered before the first file is written. */
async function init(flags: Answers): Promise<void> {
  const draft = new Draft(root);
  assertFirstRun(draft);
  const before = await readDraft(draft);
  const answers = await answersOf("npm run init", initFields(before.catalogue, documentsOf(root)), flags, terminal());
  const gone = await makeYours(draft, answers, before);
  const folders = before.catalogue.environments.flatMap(({ id }) => renderedFolders(id));
  assertCommitted(root, [...draft.changes.keys(), ...folders, "docs/OPERATIONS.md"]);
  const checked = await checkDraft(draft, before);
  const rendered = writeChecked(checked);
  const lines = [...changeLines(draft, rendered), "", ...nextLines(checked.after.catalogue, yes(answers, "withoutReferenceSystems"), gone)];
  for (const line of lines) console.log(line);
}

async function main(): Promise<void> {
  const { catalogue } = await readDraft(new Draft(root));
  const command = new Command("npm run init --").description(
    "Makes a fresh clone yours: name, addresses, first owner, with or without the reference systems. Asks for what no flag gives.",
  );
  await addFlags(command, initFields(catalogue, documentsOf(root)))
    .action((flags: Answers) => init(flags))
    .parseAsync();
}

main().catch(endWith);
