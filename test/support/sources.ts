import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

export const repo = path.resolve(__dirname, "../..");

/** Every file of the project that git knows or would add, from the repository's root. */
export function projectFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { cwd: repo, encoding: "utf8" });
  return listed.split("\n").filter((file) => file !== "" && !file.includes("node_modules/"));
}

/** The modules a TypeScript file imports: packages by name, own files from the repository's root without extension. */
export function importsOf(file: string): string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(path.join(repo, file), "utf8"), true, true);
  return importedFiles.map(({ fileName }) =>
    fileName.startsWith(".") ? path.posix.normalize(path.posix.join(path.posix.dirname(file), fileName)) : fileName,
  );
}
