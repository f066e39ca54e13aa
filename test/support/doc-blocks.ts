import { readFileSync } from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

/** Returns the code block that begins with the line `first` in a documentation page. Throws if there is none. */
export function docBlock(page: string, first: string): string {
  const blocks = [...readFileSync(path.join(root, page), "utf8").matchAll(/^```[a-z]*\n([\s\S]*?)^```$/gm)].map(([, block = ""]) => block);
  const found = blocks.find((block) => block.startsWith(`${first}\n`));
  if (found === undefined) throw new Error(`${page} has no code block that begins with ${first}`);
  return found;
}
