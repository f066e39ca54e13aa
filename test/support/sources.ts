import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export const repo = path.resolve(__dirname, "../..");

/** Returns every file that git tracks or would add. Paths are relative to the repository's root. */
export function projectFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: repo, encoding: "utf8" });
  return listed.split("\n").filter((file) => file !== "" && !file.includes("node_modules/"));
}

/** Returns the modules that a TypeScript file imports: packages by name, files of the project by path from the root without extension. */
export function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(path.join(repo, file), "utf8"), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith(".") ? path.posix.normalize(path.posix.join(path.posix.dirname(file), fileName)) : fileName,
  );
}

/** Returns the TypeScript file of a module that `importsOf` names, in a copy of the repository. Undefined if there is no such file. */
export const moduleFile = (module: string, root = repo): string | undefined =>
  [`${module}.ts`, `${module}.tsx`, `${module}/index.ts`, `${module}/index.tsx`, module].find(
    (file) => /\.tsx?$/.test(file) && existsSync(path.join(root, file)),
  );
