import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeArtefacts } from "../../../stacks/artefacts/artefacts-on-disk";
import { assertSystemsIndex, systemsIndex } from "../../../stacks/artefacts/systems-index";

const root = mkdtempSync(path.join(tmpdir(), "systems-index-"));
const folder = path.join(root, "exporters/catalogue/systems");
const write = (file: string, text: string): void => writeFileSync(path.join(folder, file), text);

beforeEach(() => {
  mkdirSync(folder, { recursive: true });
  write("shop.ts", "const port = 80;\nexport const shop = { port };\n");
  write("bank.ts", "export const myBank = {};\n");
});
afterEach(() => rmSync(folder, { recursive: true }));
afterAll(() => rmSync(root, { recursive: true }));

test("the list names the constant of each file, in the order of the files, and is not to be edited", () => {
  const { path: file, content } = systemsIndex(root);
  expect(file).toBe("exporters/catalogue/systems/index.ts");
  expect(content).toMatch(/^\/\/ .*DO NOT EDIT\.\n/);
  expect(content).toContain('import { myBank } from "./bank";\nimport { shop } from "./shop";\n');
  expect(content).toContain("= [\n  myBank,\n  shop,\n];\n");
});

test("a system that was added or removed without a render is refused", () => {
  writeArtefacts(root, [systemsIndex(root)], []);
  expect(() => assertSystemsIndex(root)).not.toThrow();
  write("mill.ts", "export const mill = {};\n");
  expect(() => assertSystemsIndex(root)).toThrow("exporters/catalogue/systems/index.ts (different) does not list the files of its folder.");
});

test("a file that exports no system or several, and two that export the same name, are named", () => {
  write("mill.ts", "const mill = {};\n");
  expect(() => systemsIndex(root)).toThrow("exporters/catalogue/systems/mill.ts exports no constant; a system's file exports one constant");
  write("mill.ts", "export const mill = {};\nexport const host = 1;\n");
  expect(() => systemsIndex(root)).toThrow("mill.ts exports mill and host;");
  write("mill.ts", "export const shop = {};\n");
  expect(() => systemsIndex(root)).toThrow(
    "exporters/catalogue/systems/mill.ts and exporters/catalogue/systems/shop.ts both export shop; rename one of the two constants.",
  );
});
