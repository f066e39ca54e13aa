import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { alongside } from "../../stacks/commands/init/reference-systems";
import { projectFiles, repo } from "../support/sources";

const read = (file: string): string => readFileSync(path.join(repo, file), "utf8");

/** Removes code from a document, because brackets in code are not links. */
const prose = (text: string): string => text.replaceAll(/^\s*```[^]*?^\s*```$/gm, "").replaceAll(/`[^`\n]*`/g, "");

/** The anchors that GitHub derives from a document's headings. A repeated heading gets a number. */
function anchors(text: string): string[] {
  const seen = new Map<string, number>();
  return text
    .replaceAll(/^\s*```[^]*?^\s*```$/gm, "")
    .split("\n")
    .flatMap((line) => /^#+ (.*)$/.exec(line)?.[1] ?? [])
    .map((heading) => {
      const anchor = heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-");
      const before = seen.get(anchor) ?? 0;
      seen.set(anchor, before + 1);
      return before === 0 ? anchor : `${anchor}-${String(before)}`;
    });
}

/** The targets of a document's links, without links to other sites. */
const targetsIn = (text: string): string[] =>
  [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target).filter((target) => !/^[a-z]+:/.test(target));

/** The file that a link leads to, as a path in the repository. */
const fileOf = (file: string, target: string): string => {
  const [name = ""] = target.split("#");
  return name === "" ? file : path.posix.join(path.posix.dirname(file), name);
};

function deadLinks(file: string, text: string): string[] {
  return targetsIn(text)
    .filter((target) => {
      const [name = "", anchor] = target.split("#");
      const to = fileOf(file, target);
      if (name !== "" && !existsSync(path.join(repo, to))) return true;
      return anchor !== undefined && !anchors(name === "" ? text : read(to)).includes(anchor);
    })
    .map((target) => `${file}: ${target}`);
}

test("every link within the documentation leads to an existing file and heading", () => {
  const documents = projectFiles().filter((file) => file.endsWith(".md"));
  expect(documents).toContain("docs/decisions/README.md");
  expect(documents.flatMap((file) => deadLinks(file, read(file)))).toEqual([]);
});

test("no page links to files that `npm run init -- --without-reference-systems` removes", () => {
  const isRemoved = (file: string): boolean => file === alongside.document || file.startsWith(`${alongside.folder}/`);
  const documents = projectFiles().filter((file) => file.endsWith(".md") && !isRemoved(file));
  const links = documents.flatMap((file) => targetsIn(read(file)).map((target) => ({ file, target })));
  expect(links.length).toBeGreaterThan(100);
  expect(links.filter(({ file, target }) => isRemoved(fileOf(file, target)))).toEqual([]);
});

test("the check reports links to missing files and headings, and ignores links in code and links to other sites", () => {
  const text =
    "# A `b` c.\n\n[1](README.md) [2](none.md) [3](#a-b-c) [4](#none) [5](README.md#none) [6](https://example.com/none) `[7](none)`\n";
  expect(deadLinks("a.md", text)).toEqual(["a.md: none.md", "a.md: #none", "a.md: README.md#none"]);
});
