import path from "node:path";
import { Command } from "commander";
import { isUserError } from "../config/errors";
import { renderedRoots, staleFiles, writeArtefacts } from "./artefacts-on-disk";
import { folderLists } from "./folder-lists";

const root = path.resolve(__dirname, "../..");

async function main(): Promise<void> {
  const command = new Command("npm run render --")
    .description(
      "Writes the lists of systems and receiver types and every rendered file of every environment, or compares them with --check.",
    )
    .option("--check", "write nothing; name the files that differ and exit with 1")
    .parse();
  const { check = false } = command.opts<{ check?: boolean }>();
  const lists = folderLists(root);
  // Update or compare the lists first: the catalogue imports them, so it can be loaded only when they are up to date.
  const listed = check ? staleFiles(root, lists, []) : writeArtefacts(root, lists, []);
  if (check && listed.length > 0) {
    for (const { why, path: file } of listed) console.log(`${why}: ${file}`);
    console.log("A list of files is stale, so the rendered files were not compared; run `npm run render`.");
    process.exitCode = 1;
    return;
  }
  const { catalogue } = await import("../../exporters/model/user-catalogue.js");
  const { allArtefacts } = await import("./artefacts.js");
  const files = allArtefacts(catalogue());
  const changed = [...listed, ...(check ? staleFiles(root, files, renderedRoots) : writeArtefacts(root, files, renderedRoots))];
  for (const file of changed) console.log(`${check ? file.why : file.why === "left over" ? "removed" : "written"}: ${file.path}`);
  console.log(
    changed.length === 0
      ? `${files.length} rendered files are up to date.`
      : `${changed.length} of ${files.length} rendered files ${check ? "are stale; run `npm run render`" : "changed"}.`,
  );
  if (check && changed.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  if (!isUserError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
});
