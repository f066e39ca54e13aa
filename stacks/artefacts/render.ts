import path from "node:path";
import { Command } from "commander";
import { catalogue } from "../../exporters/model/user-catalogue";
import { CatalogueError } from "../../exporters/model/problems";
import { allArtefacts, renderedFolders, staleFiles, writeArtefacts } from "./artefacts";
import { UserError } from "../config/errors";

const root = path.resolve(__dirname, "../..");

function main(): void {
  const command = new Command("npm run render --")
    .description("Writes every rendered file of every environment, or compares them with --check.")
    .option("--check", "write nothing; name the files that differ and exit with 1")
    .parse();
  const { check = false } = command.opts<{ check?: boolean }>();
  const all = catalogue();
  const files = allArtefacts(all);
  const folders = all.environments.flatMap((environment) => renderedFolders(environment.id));
  const changed = check ? staleFiles(root, files, folders) : writeArtefacts(root, files, folders);
  for (const file of changed) console.log(`${check ? file.why : file.why === "left over" ? "removed" : "written"}: ${file.path}`);
  console.log(
    changed.length === 0
      ? `${files.length} rendered files are up to date.`
      : `${changed.length} of ${files.length} rendered files ${check ? "are stale; run `npm run render`" : "changed"}.`,
  );
  if (check && changed.length > 0) process.exitCode = 1;
}

try {
  main();
} catch (error) {
  if (!(error instanceof CatalogueError || error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
