import path from "node:path";
import { Command } from "commander";
import { addFlags, type Answers } from "../ask/fields";
import { terminal } from "../ask/terminal";
import { Draft } from "../edit/draft";
import { endWith } from "../edit/end";
import { readDraft } from "../edit/repository";
import { initFields } from "./fields";
import { documentsOf } from "./git";
import { init } from "./init";

const root = path.resolve(__dirname, "../../..");

async function main(): Promise<void> {
  const { catalogue } = await readDraft(new Draft(root));
  const command = new Command("npm run init --").description(
    "Sets up a fresh clone: name, addresses, first owner, with or without the reference systems. Asks for values that have no flag.",
  );
  await addFlags(command, initFields(catalogue, documentsOf(root)))
    .action(async (flags: Answers) => console.log((await init(root, flags, terminal())).join("\n")))
    .parseAsync();
}

main().catch(endWith);
