import { readFileSync } from "node:fs";
import path from "node:path";
import { repo } from "../../../support/sources";

const read = (file: string): string => readFileSync(path.join(repo, file), "utf8");
const apps = "test/stacks/vendors/provider/bugsink/apps";

/** The first code block in a chapter of docs/sentry.md. Throws if there is none. */
function code(chapter: string): string {
  const [, text = ""] = read("docs/sentry.md").split(`\n## ${chapter}\n`);
  const [, found] = /^```\w+\n(.*?)^```$/ms.exec(text.split("\n## ")[0] ?? "") ?? [];
  if (found === undefined) throw new Error(`docs/sentry.md has no code in "${chapter}"`);
  return found;
}

/** The part of the source from the settings for personal data to the end. */
const collection = (source: string): string => source.slice(source.search(/^ {2}dataCollection: /m));

test.each([
  ["Node.js", `${apps}/instrument.ts`],
  ["FastAPI, arq and other Python", `${apps}/instrument.py`],
])("docs/sentry.md shows the code for %s that the test with Bugsink runs", (chapter, file) => {
  expect(code(chapter)).toBe(read(file));
});

test("docs/sentry.md shows code for Next.js with the tested settings for personal data and the browser variables", () => {
  const shown = code("Next.js");
  const tested = collection(read(`${apps}/instrument.ts`));
  expect(tested).toMatch(/^ {2}dataCollection: personal\n[^]*userInfo: false/);
  expect(collection(shown)).toBe(tested);
  expect(shown.match(/process\.env\.\w+/g)?.sort()).toEqual(
    ["DSN", "ENVIRONMENT", "RELEASE", "SEND_DEFAULT_PII", "TRACES_SAMPLE_RATE"].map((name) => `process.env.NEXT_PUBLIC_SENTRY_${name}`),
  );
});
