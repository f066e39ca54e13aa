import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { RenderedFile } from "../../exporters/emit";
import { UserError } from "../config/errors";
import { staleFiles } from "./artefacts-on-disk";
import { folderListOf, type FolderList } from "./folder-list";

/** The list of systems. Each file in the folder, except the list itself, exports one system. */
export const systemsList: FolderList = {
  folder: "exporters/catalogue/systems",
  file: "index.ts",
  others: [],
  what: "system",
  example: 'export const shop: SystemInput = { id: "shop", ... }',
  imports: ['import type { SystemInput } from "../../model/schema";'],
  around: ["export const systems: readonly SystemInput[] = [", "];"],
  about: "The systems of the catalogue: one for each file in this folder.",
};

/** The list of receiver types. Each file in the folder, except those in `others` and the list itself, exports one type. */
const receiversList: FolderList = {
  folder: "exporters/receivers",
  file: "all.ts",
  others: ["index.ts", "model.ts"],
  what: "receiver type",
  example: 'export const slack = { via: "slack", ... } as const satisfies ReceiverType<z.output<typeof schema>>',
  imports: [],
  around: ["export const all = [", "] as const;"],
  about: "The receiver types that contacts can use: one for each file in this folder.",
};

/** Renders the lists of systems and receiver types from the files on disk. Throws the same errors as `folderListOf`. */
export const folderLists = (root: string): RenderedFile[] =>
  [systemsList, receiversList].map((list) =>
    folderListOf(list, readdirSync(path.join(root, list.folder)), (file) => readFileSync(path.join(root, list.folder, file), "utf8")),
  );

/** Throws UserError when the list of a folder does not match the files in the folder. Also throws the errors of `folderListOf`. */
export function assertFolderLists(root: string): void {
  const [stale] = staleFiles(root, folderLists(root), []);
  if (stale !== undefined)
    throw new UserError(
      `${stale.path} (${stale.why}) does not list the files in its folder. Run \`npm run render\`, review the diff and commit it.`,
    );
}
