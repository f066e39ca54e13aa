import { folderListOf } from "../../artefacts/folder-list";
import { systemsList } from "../../artefacts/folder-lists";
import type { Draft } from "./draft";
import { systemsFolder } from "./evaluate";

/** Brings a draft's list of systems in line with the files of its folder. */
export function listSystems(draft: Draft): void {
  const { path: file, content } = folderListOf(systemsList, draft.list(systemsFolder), (name) => draft.read(`${systemsFolder}/${name}`));
  draft.set(file, content);
}
