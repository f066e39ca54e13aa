import { answersOf, type Answers, type Prompter } from "../ask/fields";
import { changeLines } from "../edit/change-lines";
import { Draft } from "../edit/draft";
import { checkDraft, readDraft, writeChecked } from "../edit/repository";
import { environment } from "./environment";
import type { Kind } from "./kind";
import { owner } from "./owner";
import { service } from "./service";
import { system } from "./system";

/** The kinds of entries that can be added, in the order of the help. */
export const kinds: readonly Kind[] = [system, service, owner, environment];

/**
 * Adds one entry to the catalogue of a repository. Asks, validates and renders everything before the first file is written. Returns lines
 * for the terminal: the written files and what the entry generates. Throws UserError or CatalogueError; then nothing was written.
 */
export async function add(root: string, kind: Kind, flags: Answers, prompter?: Prompter): Promise<string[]> {
  const draft = new Draft(root);
  const before = await readDraft(draft);
  const answers = await answersOf(`npm run add -- ${kind.name}`, kind.fields(before.catalogue), flags, prompter);
  await kind.change(draft, answers, before);
  const checked = await checkDraft(draft, before);
  kind.verify?.(checked, answers);
  const rendered = writeChecked(checked);
  return [...changeLines(draft, rendered), "", ...kind.shown(checked, answers)];
}
