import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadCatalogue } from "../../../exporters/model/catalogue";
import { CatalogueError } from "../../../exporters/model/problems";
import type { Bad } from "./support";

const folder = join(__dirname, "bad");
const files = readdirSync(folder).sort();

function mistakesOf(load: () => unknown): CatalogueError {
  try {
    load();
  } catch (error) {
    if (error instanceof CatalogueError) return error;
    throw error;
  }
  throw new Error("the catalogue was accepted");
}

test("the folder of invalid catalogues is not empty", () => {
  expect(files.length).toBeGreaterThan(70);
});

test.each(files)("the invalid catalogue %s is refused with exactly the expected message", async (file) => {
  const { bad } = (await import(join(folder, file))) as { bad: Bad };
  const count = `${bad.lines.length} mistake${bad.lines.length === 1 ? "" : "s"}`;
  expect(mistakesOf(() => loadCatalogue(bad.input)).message.split("\n")).toEqual([
    `The catalogue has ${count}; nothing was changed.`,
    ...bad.lines.map((line) => `  ${line}`),
  ]);
});
