import path from "node:path";
import { Command } from "commander";
import { addFlags, type Answers } from "../ask/fields";
import { terminal } from "../ask/terminal";
import { Draft } from "../edit/draft";
import { endWith } from "../edit/end";
import { readDraft } from "../edit/repository";
import { add, kinds } from "./add";

const root = path.resolve(__dirname, "../../..");

/** Runs `npm run add`, which has one subcommand for each kind of catalogue entry. */
async function main(): Promise<void> {
  const program = new Command("npm run add --")
    .description("Adds an entry to exporters/catalogue, renders, and shows what it generates. Asks for values that have no flag.")
    .helpCommand(false);
  const { catalogue } = await readDraft(new Draft(root));
  for (const kind of kinds) {
    const command = addFlags(program.command(kind.name).description(`add ${kind.help}`), kind.fields(catalogue));
    command.action(async (flags: Answers) => console.log((await add(root, kind, flags, terminal())).join("\n")));
  }
  await program.parseAsync();
}

main().catch(endWith);
