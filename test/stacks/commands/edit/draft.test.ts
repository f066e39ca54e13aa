import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Draft } from "../../../../stacks/commands/edit/draft";

let root: string;
const at = (file: string): string => path.join(root, file);

beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), "draft-"));
  for (const file of ["systems/shop/cases/one.yml", "systems/shop/needs.ts", "systems/bank/needs.ts"]) {
    mkdirSync(path.dirname(at(file)), { recursive: true });
    writeFileSync(at(file), file);
  }
});
afterEach(() => {
  rmSync(root, { recursive: true });
});

test("a draft changes nothing on disk before it is written", () => {
  const draft = new Draft(root);
  draft.remove("systems/bank/needs.ts");
  draft.set("systems/new/needs.ts", "new");
  expect([existsSync(at("systems/bank/needs.ts")), existsSync(at("systems/new/needs.ts"))]).toEqual([true, false]);
});

test("a written draft removes folders that become empty, and keeps folders with other files", () => {
  const draft = new Draft(root);
  draft.remove("systems/shop/cases/one.yml");
  draft.remove("systems/bank/needs.ts");
  draft.set("systems/shop/needs.ts", "changed");
  draft.write();
  expect(readFileSync(at("systems/shop/needs.ts"), "utf8")).toBe("changed");
  expect([existsSync(at("systems/shop/cases")), existsSync(at("systems/bank")), existsSync(at("systems"))]).toEqual([false, false, true]);
});

test("a written draft never removes the root itself", () => {
  const draft = new Draft(at("systems/bank"));
  draft.remove("needs.ts");
  draft.write();
  expect(existsSync(at("systems/bank"))).toBe(true);
});
