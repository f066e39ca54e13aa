import { execFileSync } from "node:child_process";

const git = (...args: readonly string[]): string => execFileSync("git", args, { encoding: "utf8", maxBuffer: 2 ** 28 });

/**
 * Returns the rendered files of a commit by `<environment>/<name>`. The key does not contain the layer, so it stays the same if a file
 * moves to another layer.
 */
function renderedAt(commit: string): Map<string, { readonly layer: string; readonly content: string }> {
  const files = git("ls-tree", "-r", "--name-only", commit).split("\n");
  const named = files.flatMap((file) => {
    const [, layer, name] = /^([a-z-]+)\/rendered\/(.+)$/.exec(file) ?? [];
    return layer === undefined || name === undefined || layer === "test"
      ? []
      : [[name, { layer, content: git("show", `${commit}:${file}`) }] as const];
  });
  return new Map(named);
}

/** Returns the lines of one text that the other text lacks. Repeated lines are counted. */
function missingIn(lines: readonly string[], other: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of other) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

const lines = (content: string): string[] => content.split("\n");
const isHead = (line: string): boolean => line.includes("DO NOT EDIT");

/**
 * Prints the differences between the rendered files of HEAD and of another commit, by kind. `<old>=<new>` compares a renamed environment:
 * its new name in HEAD's files is read as the old name. Moved lines are not reported. To see what a change means, use `npm run review`.
 */
function main([base, ...names]: readonly string[]): void {
  if (base === undefined) throw new Error("usage: tsx test/support/rendered-since.ts <commit> [<old environment>=<new environment>]");
  const [before, now] = [renderedAt(base), renderedAt("HEAD")];
  const groups = new Map<string, string[]>();
  const put = (kind: string, what: string): void => void groups.set(kind, [...(groups.get(kind) ?? []), what]);
  const renamed = new Map(names.map((pair) => pair.split("=").reverse() as [string, string]));
  const oldName = (name: string): string => [...renamed].reduce((text, [here, there]) => text.replaceAll(here, there), name);
  for (const [name, { layer, content }] of now) {
    const environment = name.split("/")[0] ?? "";
    const translate = renamed.has(environment) ? oldName : (text: string): string => text;
    const old = before.get(translate(name));
    if (old === undefined) {
      put("added", `${layer}: ${name}`);
      continue;
    }
    const [was, is] = [lines(old.content), lines(translate(content))];
    const [gone, come] = [missingIn(was, is), missingIn(is, was)];
    const moved = old.layer === layer ? "" : `moved from ${old.layer}, `;
    const same = [...gone, ...come].every(isHead);
    if (same) put(`${moved}${gone.length + come.length === 0 ? "identical" : "identical but for its head"}`, name);
    else put(`${moved}changed`, `${layer}: ${name} +${come.length} -${gone.length}`);
  }
  for (const name of before.keys()) if (!now.has(name)) put("removed", name);
  for (const [kind, files] of [...groups].sort()) {
    console.log(`${kind}: ${files.length}`);
    if (kind !== "identical") for (const file of files.sort()) console.log(`  ${file}`);
  }
}

main(process.argv.slice(2));
