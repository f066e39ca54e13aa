import type { Stale } from "../../artefacts/artefacts-on-disk";
import type { Draft } from "./draft";

/** The files of the catalogue that were written or removed, then the rendered files that changed, by folder. */
export function changeLines(draft: Draft, rendered: readonly Stale[]): string[] {
  const own = [...draft.changes].map(([file, content]) => `${content === undefined ? "removed" : "written"}: ${file}`);
  const folders = new Map<string, string[]>();
  for (const { path: file, why } of rendered) {
    const [folder, name] = folderOf(file);
    folders.set(folder, [...(folders.get(folder) ?? []), why === "left over" ? `${name} (removed)` : name]);
  }
  return [...own.sort(), ...[...folders].map(([folder, names]) => `rendered: ${folder}: ${names.join(", ")}`)];
}

/** `alert-rules/rendered/staging` and the rest of the path; documents stand by themselves. */
function folderOf(file: string): [string, string] {
  const parts = file.split("/");
  const depth = parts[1] === "rendered" ? 3 : 1;
  return [parts.slice(0, depth).join("/"), parts.slice(depth).join("/")];
}
