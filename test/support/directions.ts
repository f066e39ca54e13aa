/** What each file imports: own files from the repository's root. */
export type Imports = Readonly<Record<string, readonly string[]>>;

/**
 * Every import that goes against a direction, as a sentence. `folders` are in their order, lowest first; a file imports only from its own
 * folder and from those before it. Files and imports outside of `parent` are not looked at; `parent` is "" at the repository's root.
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
