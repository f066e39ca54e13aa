import { folderListOf } from "../../artefacts/folder-list";
import { systemsList } from "../../artefacts/folder-lists";
import type { Draft } from "./draft";
import { systemsFolder } from "./evaluate";

/** Updates a draft's list of systems to match the files in `systemsFolder`. */
export function listSystems(draft: Draft): void {
  const { path: file, content } = folderListOf(systemsList, draft.list(systemsFolder), (name) => draft.read(`${systemsFolder}/${name}`));
  draft.set(file, content);
}
