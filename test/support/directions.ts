/** Imports of each file. Files of the project have paths relative to the repository's root. */
export type Imports = Readonly<Record<string, readonly string[]>>;

/**
 * Returns one sentence per import in the wrong direction. `folders` are subfolders of `parent`, ordered from lowest to highest. A file may
 * import only from its own folder and from lower folders. Files and imports outside `folders` are ignored. For the repository's root,
 * `parent` is "".
 */
export function againstDirection(imports: Imports, parent: string, folders: readonly string[]): string[] {
  const start = parent === "" ? "" : `${parent}/`;
  const placeOf = (file: string): number => folders.findIndex((folder) => file.startsWith(`${start}${folder}/`));
  return Object.entries(imports).flatMap(([file, targets]) =>
    placeOf(file) < 0
      ? []
      : targets
          .filter((target) => placeOf(target) > placeOf(file))
          .map(
            (target) =>
              `${file} imports ${target}: ${start}${folders[placeOf(target)] ?? ""} is above ${start}${folders[placeOf(file)] ?? ""}`,
          ),
  );
}
