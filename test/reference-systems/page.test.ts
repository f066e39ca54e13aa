import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { page, pagePath } from "./page";

const docs = path.resolve(__dirname, "../..", path.dirname(pagePath));

test("docs/reference-systems.md is up to date (`npm run needs` writes it)", () => {
  expect(readFileSync(path.resolve(docs, path.basename(pagePath)), "utf8")).toBe(page());
});

test("every file and section that docs/reference-systems.md links to exists", () => {
  const links = [...page().matchAll(/\]\(([^)#]+)(?:#([^)]+))?\)/g)].map(([, file = "", anchor]) => ({ file, anchor }));
  const operations = readFileSync(path.join(docs, "OPERATIONS.md"), "utf8");
  const sections = new Set([...operations.matchAll(/^#+ (\S+)$/gm)].map(([, name = ""]) => name.toLowerCase()));
  expect(links.length).toBeGreaterThan(20);
  expect(links.filter(({ file }) => !existsSync(path.resolve(docs, file)))).toEqual([]);
  expect(links.filter(({ anchor }) => anchor !== undefined && !sections.has(anchor))).toEqual([]);
});
