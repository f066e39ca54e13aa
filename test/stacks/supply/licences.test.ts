import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { images, type ImageName } from "../../../stacks/supply/image-table";
import { modulesFolder } from "../../../stacks/supply/paths";
import { tools } from "../../../stacks/supply/table";

/** Programs under the AGPL. */
const agpl: readonly ImageName[] = ["grafana", "loki", "tempo"];
/** The module paths of AGPL programs. The strings are split, so that a text search does not find them. */
const agplModules = new RegExp(["github\\.com", "grafana", "(loki|tempo|grafana|mimir)(/|\\s)"].join("/"));

test("the project builds no AGPL program, neither as a tool nor as an image", () => {
  expect(agpl.filter((name) => name in tools)).toEqual([]);
  expect(agpl.filter((name) => images[name].built !== undefined)).toEqual([]);
});

test("no Go module that the project builds requires an AGPL module", () => {
  const modules = readdirSync(modulesFolder);
  expect(modules.length).toBeGreaterThan(10);
  const found = modules.flatMap((name) =>
    ["go.mod", "go.sum"].flatMap((file) =>
      readFileSync(path.join(modulesFolder, name, file), "utf8")
        .split("\n")
        .filter((line) => agplModules.test(line))
        .map((line) => `${name}/${file}: ${line}`),
    ),
  );
  expect(found).toEqual([]);
});
