import { readFileSync } from "node:fs";
import path from "node:path";

/** A fenced code block of a document. */
export interface Block {
  readonly language: string;
  readonly text: string;
}

/** The heading of the section that new users follow. */
export const heading = "## Watch your own services in ten minutes";

function outdented(lines: readonly string[]): string {
  const depth = Math.min(...lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(depth)).join("\n");
}

/** The fenced code blocks in the README's section for new users, in order. Throws if the README has no such section. */
export function blocksOf(root: string): Block[] {
  const lines = readFileSync(path.join(root, "README.md"), "utf8").split("\n");
  const start = lines.indexOf(heading);
  if (start < 0) throw new Error(`README.md has no section "${heading}"`);
  const length = lines.slice(start + 1).findIndex((line) => /^##? /.test(line));
  const section = lines.slice(start + 1, length < 0 ? undefined : start + 1 + length);
  const fences = section.flatMap((line, index) => (/^\s*```/.test(line) ? [index] : []));
  return fences.flatMap((open, index): Block[] => {
    const close = fences[index + 1];
    if (index % 2 === 1 || close === undefined) return [];
    return [{ language: (section[open] ?? "").trim().slice(3), text: outdented(section.slice(open + 1, close)) }];
  });
}

/** The command lines of the `sh` blocks, without comments. A line that ends with a backslash is joined with the next line. */
export const commandsOf = (blocks: readonly Block[]): string[] =>
  blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ text }) => text.replaceAll(/\\\n\s*/g, "").split("\n"))
    .map((line) => line.replace(/\s+#.*$/, "").trim())
    .filter((line) => line !== "");

/** The texts of the `ts` blocks. In the README, the first block is a team and the second block is a system. */
export const typescriptOf = (blocks: readonly Block[]): string[] =>
  blocks.filter(({ language }) => language === "ts").map(({ text }) => text);
