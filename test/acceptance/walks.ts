import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ownersFile, systemsFolder } from "../../stacks/commands/edit/evaluate";
import { append, applied, removeItem } from "../../stacks/commands/edit/edits";
import { entryOf, exportedList, parse, type Source } from "../../stacks/commands/edit/source";
import { commit } from "./copy";
import { blocksOf, commandsOf, typescriptOf } from "./readme";
import { shell } from "./shell";

/** An acceptance test: a change that a user makes in a fresh clone. */
export interface Walk {
  readonly name: string;
  readonly title: string;
  /** If true, all unit tests run after the change. If false, only the suites that depend on the changed files run. */
  readonly whole: boolean;
  /** Makes the change in a copy of the repository. Throws if a command fails. */
  readonly change: (root: string) => Promise<void>;
}

const sourceOf = (root: string, file: string): Source => parse(file, readFileSync(path.join(root, file), "utf8"));
const render = (root: string): Promise<void> => shell(root, "npm run render");

/**
 * Follows the README by hand: adds the team of the first TypeScript block, writes the system of the second block, and renders the files.
 */
async function byHand(root: string): Promise<void> {
  const [team, system] = typescriptOf(blocksOf(root));
  if (team === undefined || system === undefined) throw new Error("The README shows no team or no system");
  const owners = sourceOf(root, ownersFile);
  writeFileSync(path.join(root, ownersFile), applied(owners.text, append(exportedList(owners, "owners"), team.trim().replace(/,$/, ""))));
  const id = /\bid: "([a-z0-9-]+)"/.exec(system)?.[1] ?? "";
  writeFileSync(path.join(root, `${systemsFolder}/${id}.ts`), system);
  await render(root);
}

/** Runs the README's `npm run init` and `npm run add` commands as written. */
async function byCommands(root: string): Promise<void> {
  const commands = commandsOf(blocksOf(root)).filter((line) => /^npm run (init|add)\b/.test(line));
  if (commands.length < 3) throw new Error(`The README shows ${commands.length} commands; init, an owner and a system are expected`);
  for (const command of commands) await shell(root, command);
}

const init =
  "npm run init -- --organisation Acme --domain acme.example --owner acme-ops --critical pagerduty:acme-ops slack:acme-alerts --warning slack:acme-alerts --info slack:acme-info --without-reference-systems";

/** Removes the team that the README's commands add, and gives the team's services to another team. */
async function withoutOwner(root: string): Promise<void> {
  await byCommands(root);
  const [removed, heir, file] = ["my-team", "platform", `${systemsFolder}/my-shop.ts`];
  const owners = sourceOf(root, ownersFile);
  const list = exportedList(owners, "owners");
  writeFileSync(path.join(root, ownersFile), applied(owners.text, [removeItem(list, entryOf(owners, list, removed))]));
  const system = readFileSync(path.join(root, file), "utf8");
  const handed = system.replaceAll(`owner: "${removed}"`, `owner: "${heir}"`);
  if (handed === system) throw new Error(`${file} has no service of ${removed}`);
  writeFileSync(path.join(root, file), handed);
  await render(root);
}

const environment = (root: string): Promise<void> => shell(root, "npm run add -- environment --id qa");

/** Walks with one change each. The soak run includes all of them. */
export const walks: readonly Walk[] = [
  { name: "by-hand", title: "the README's steps without commands, as written", whole: false, change: byHand },
  { name: "commands", title: "the README's commands, as written", whole: false, change: byCommands },
  { name: "init", title: "npm run init without the reference systems", whole: true, change: (root) => shell(root, init) },
  { name: "environment", title: "a further environment", whole: false, change: environment },
  { name: "owner", title: "a removed owner, whose services another team takes over", whole: false, change: withoutOwner },
];

/** The changes of `walks`, combined in two copies of the repository, because the unit tests of a copy take minutes. CI runs these walks. */
export const combinedWalks: readonly Walk[] = [
  {
    name: "with-reference-systems",
    title: "the README's steps without commands, then a further environment",
    whole: false,
    change: async (root) => {
      await byHand(root);
      await environment(root);
    },
  },
  {
    name: "own-systems",
    title: "the README's commands, then a removed owner, whose services another team takes over",
    whole: true,
    change: withoutOwner,
  },
];

export async function walk({ change, title }: Walk, root: string): Promise<void> {
  await change(root);
  commit(root, title);
}
