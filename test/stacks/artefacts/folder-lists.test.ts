import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeArtefacts } from "../../../stacks/artefacts/artefacts-on-disk";
import { assertFolderLists, folderLists } from "../../../stacks/artefacts/folder-lists";
import { repo } from "../../support/sources";

const root = mkdtempSync(path.join(tmpdir(), "folder-lists-"));
const folder = path.join(root, "exporters/catalogue/systems");
const receivers = path.join(root, "exporters/receivers");
const write = (file: string, text: string): void => writeFileSync(path.join(folder, file), text);
const lists = (): string[] => folderLists(root).map(({ content }) => content);

beforeEach(() => {
  for (const each of [folder, receivers]) mkdirSync(each, { recursive: true });
  write("shop.ts", "const port = 80;\nexport const shop = { port };\n");
  write("bank.ts", "export const myBank = {};\n");
});
afterEach(() => [folder, receivers].forEach((each) => rmSync(each, { recursive: true })));
afterAll(() => rmSync(root, { recursive: true }));

test("the generated list names each file's constant, in file order, and says that it must not be edited", () => {
  expect(folderLists(root).map(({ path: file }) => file)).toEqual(["exporters/catalogue/systems/index.ts", "exporters/receivers/all.ts"]);
  const [content = ""] = lists();
  expect(content).toMatch(/^\/\/ .*DO NOT EDIT\.\n/);
  expect(content).toContain('import { myBank } from "./bank";\nimport { shop } from "./shop";\n');
  expect(content).toContain("= [\n  myBank,\n  shop,\n];\n");
});

test("the generated list of receiver types omits the two files that define no receiver type", () => {
  for (const file of ["pager.ts", "mail.ts"])
    writeFileSync(path.join(receivers, file), `export const ${path.basename(file, ".ts")} = {};\n`);
  for (const file of ["index.ts", "model.ts"]) writeFileSync(path.join(receivers, file), "export const one = 1;\nexport const two = 2;\n");
  expect(lists()[1]).toContain('import { mail } from "./mail";\nimport { pager } from "./pager";\n');
  expect(lists()[1]).toContain("export const all = [\n  mail,\n  pager,\n] as const;\n");
});

test("the generated lists of this repository are up to date", () => {
  expect(() => assertFolderLists(repo)).not.toThrow();
});

test("a system that was added or removed without `npm run render` is refused", () => {
  writeArtefacts(root, folderLists(root), []);
  expect(() => assertFolderLists(root)).not.toThrow();
  write("mill.ts", "export const mill = {};\n");
  expect(() => assertFolderLists(root)).toThrow("exporters/catalogue/systems/index.ts (different) does not list the files in its folder.");
});

test("the error names files that export no system, several systems, or the same name as another file", () => {
  write("mill.ts", "const mill = {};\n");
  expect(() => folderLists(root)).toThrow(
    "exporters/catalogue/systems/mill.ts exports no constant; expected exactly one exported constant, the system",
  );
  write("mill.ts", "export const mill = {};\nexport const host = 1;\n");
  expect(() => folderLists(root)).toThrow("mill.ts exports mill and host;");
  write("mill.ts", "export const shop = {};\n");
  expect(() => folderLists(root)).toThrow(
    "exporters/catalogue/systems/mill.ts and exporters/catalogue/systems/shop.ts both export shop; rename one of the two constants.",
  );
});
