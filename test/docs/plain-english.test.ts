import { readFileSync } from "node:fs";
import path from "node:path";
import { projectFiles, repo } from "../support/sources";
import { banned, findings } from "./plain-english";

/** Files that are not searched, because they contain the banned phrases: the list and this test. */
const itself = ["test/docs/plain-english.ts", "test/docs/plain-english.test.ts"];

const searched = projectFiles().filter((file) => /\.(ts|cjs|mjs|md|ya?ml|sh|py|go|env)$|^\.ci\//.test(file) && !itself.includes(file));

const found = searched.flatMap((file) => findings(file, readFileSync(path.join(repo, file), "utf8")));

test("no document, message or comment contains a banned phrase", () => {
  expect(searched.length).toBeGreaterThan(1000);
  expect(found.map(({ file, line, phrase }) => `${file}:${String(line)}: ${phrase}`)).toEqual([]);
});

describe("the check for banned phrases", () => {
  const phrasesIn = (file: string, text: string): string[] => findings(file, text).map(({ line, phrase }) => `${String(line)}: ${phrase}`);

  it.each(banned)("reports `%s` in a document, a comment and a message, in upper and lower case", (phrase) => {
    expect(phrasesIn("a.md", `It is ${phrase}.`)).toEqual([`1: ${phrase}`]);
    expect(phrasesIn("a.yml", `a: 1 # ${phrase.toUpperCase()}`)).toEqual([`1: ${phrase}`]);
    expect(phrasesIn("a.sh", `# First.\necho "${phrase}"`)).toEqual([`2: ${phrase}`]);
    expect(phrasesIn("a.ts", `/** It is ${phrase}. */\nconst a = 1; // ${phrase}\nconst b = \`\${a} ${phrase}\`;\n`)).toEqual([
      `1: ${phrase}`,
      `2: ${phrase}`,
      `3: ${phrase}`,
    ]);
  });

  it("reports a phrase that continues on the next line, at its first line", () => {
    expect(phrasesIn("a.md", "A file of its\nown.")).toEqual(["1: of its own"]);
    expect(phrasesIn("a.ts", "/**\n * A file of its\n * own.\n */")).toEqual(["2: of its own"]);
    expect(phrasesIn("a.cjs", "// What stands\n// in for it.")).toEqual(["1: stands in"]);
    expect(phrasesIn("a.yaml", "# What stands\n# in for it.")).toEqual(["1: stands in"]);
  });

  it("reports a phrase in a test title, a quoted key or a regular expression, and ignores identifiers", () => {
    expect(phrasesIn("a.test.ts", 'test("is told", () => undefined);')).toEqual(["1: told"]);
    expect(phrasesIn("a.ts", 'const a = { "told": /nobody/ };')).toEqual(["1: told", "1: nobody"]);
    expect(phrasesIn("a.ts", "let told = 1;\nconst a = { told, nobody: b.anew };\nclass C { #mend = told; }")).toEqual([]);
  });

  it("ignores words that only contain a banned word", () => {
    expect(phrasesIn("a.md", "We recommend an amendment: 'retold', bystanders in `its own` folder.")).toEqual([]);
  });
});
