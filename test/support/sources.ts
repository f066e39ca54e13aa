import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export const repo = path.resolve(__dirname, "../..");

/** Every file of the project that git tracks or would add, relative to the repository's root. */
export function projectFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: repo, encoding: "utf8" });
  return listed.split("\n").filter((file) => file !== "" && !file.includes("node_modules/"));
}

/** The modules that a TypeScript file imports: packages by name, the project's files relative to the repository's root without extension. */
export function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(path.join(repo, file), "utf8"), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith(".") ? path.posix.normalize(path.posix.join(path.posix.dirname(file), fileName)) : fileName,
  );
}

/** The TypeScript file that a module of the project means, as `importsOf` names it, in a copy of the repository; undefined if it is none. */
export const moduleFile = (module: string, root = repo): string | undefined =>
  [`${module}.ts`, `${module}/index.ts`, module].find((file) => file.endsWith(".ts") && existsSync(path.join(root, file)));
