import { readdirSync } from "node:fs";
import { join } from "node:path";
import { loadCatalogue, type CatalogueInput } from "../../../exporters/model/catalogue";

const folder = join(__dirname, "good");

test.each(readdirSync(folder).sort())("the catalogue %s is accepted, and each of its environments has a view", async (file) => {
  const { good } = (await import(join(folder, file))) as { good: CatalogueInput };
  const catalogue = loadCatalogue(good);
  const views = catalogue.environments.map((environment) => catalogue.view(environment.id));
  expect(views).toHaveLength(good.environments.length);
  expect(views.filter((view) => view.systems.length === 0)).toEqual([]);
});
