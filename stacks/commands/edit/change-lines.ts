import type { Stale } from "../../artefacts/artefacts-on-disk";
import type { Draft } from "./draft";

/** Lines for the terminal: first the files in the draft that were written or removed, then the changed rendered files by folder. */
export function changeLines(draft: Draft, rendered: readonly Stale[]): string[] {
  const own = [...draft.changes].map(([file, content]) => `${content === undefined ? "removed" : "written"}: ${file}`);
  const folders = new Map<string, Stale[]>();
  for (const stale of rendered) folders.set(folderOf(stale.path), [...(folders.get(folderOf(stale.path)) ?? []), stale]);
  return [...own.sort(), ...[...folders].map(([folder, files]) => `rendered: ${folder}: ${namesOf(folder, files)}`)];
}

/** The names of the files. For more than 8 files, only the numbers of written and removed files. */
function namesOf(folder: string, files: readonly Stale[]): string {
  const removed = files.filter(({ why }) => why === "left over").length;
  if (files.length > 8) return `${files.length - removed} files${removed === 0 ? "" : `, ${removed} removed`}`;
  return files.map(({ path: file, why }) => `${file.slice(folder.length + 1)}${why === "left over" ? " (removed)" : ""}`).join(", ");
}

/** The folder that a line names: `alert-rules/rendered/staging` for rendered files, or the top folder, such as `docs`, for other files. */
const folderOf = (file: string): string => {
  const parts = file.split("/");
  return parts.slice(0, parts[1] === "rendered" ? 3 : 1).join("/");
};
