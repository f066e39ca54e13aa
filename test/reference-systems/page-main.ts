import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { page, pagePath } from "./page";

/** `npm run needs` writes docs/reference-systems.md. With `--check` it writes nothing, and exits with status 1 if the file is stale. */
function main(): void {
  const [option, ...more] = process.argv.slice(2);
  if ((option !== undefined && option !== "--check") || more.length > 0) {
    console.error(`npm run needs: got ${process.argv.slice(2).join(" ")}; allowed: --check, or nothing.`);
    process.exitCode = 1;
    return;
  }
  const file = path.resolve(__dirname, "../..", pagePath);
  if (option === undefined) {
    writeFileSync(file, page());
    console.log(`written: ${pagePath}`);
  } else if (readFileSync(file, "utf8") === page()) {
    console.log(`${pagePath} is up to date.`);
  } else {
    console.error(`${pagePath} is stale; run \`npm run needs\`, look at the diff and commit it.`);
    process.exitCode = 1;
  }
}

main();
