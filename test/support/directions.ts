/** Imports of each file: the project's files are relative to the repository's root. */
export type Imports = Readonly<Record<string, readonly string[]>>;

/**
 * Every import in the wrong direction, as a sentence. `folders` are ordered, lowest first: a file may import only from its own folder
 * and from those before it. Files and imports outside `parent` are ignored; `parent` is "" at the repository's root.
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
