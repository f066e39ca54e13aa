import path from "node:path";
import { Command } from "commander";
import { addFlags, answersOf, type Answers } from "../ask/fields";
import { terminal } from "../ask/terminal";
import { Draft } from "../edit/draft";
import { checkDraft, readDraft, writeChecked } from "../edit/repository";
import { endWith } from "../edit/end";
import { changeLines } from "../edit/change-lines";
import { environment } from "./environment";
import type { Kind } from "./kind";
import { owner } from "./owner";
import { service } from "./service";
import { system } from "./system";

const root = path.resolve(__dirname, "../../..");
const kinds: readonly Kind[] = [system, service, owner, environment];

/** Adds one entry: everything is asked, checked and rendered before the first file is written. */
async function add(kind: Kind, flags: Answers): Promise<void> {
  const draft = new Draft(root);
  const before = await readDraft(draft);
  const answers = await answersOf(`npm run add -- ${kind.name}`, kind.fields(before.catalogue), flags, terminal());
  await kind.change(draft, answers, before);
  const checked = await checkDraft(draft, before);
  const rendered = writeChecked(checked);
  for (const line of [...changeLines(draft, rendered), "", ...kind.shown(checked, answers)]) console.log(line);
}

/** The command line; the help of a kind lists its flags with what the catalogue of now allows. */
async function main(): Promise<void> {
  const program = new Command("npm run add --")
    .description("Adds an entry to exporters/catalogue, renders, and shows what it generates. Asks for what no flag gives.")
    .helpCommand(false);
  const { catalogue } = await readDraft(new Draft(root));
  for (const kind of kinds) {
    const command = addFlags(program.command(kind.name).description(`adds ${kind.help}`), kind.fields(catalogue));
    command.action((flags: Answers) => add(kind, flags));
  }
  await program.parseAsync();
}

main().catch(endWith);
