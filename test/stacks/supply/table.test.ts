import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { imageNames, images } from "../../../stacks/supply/image-table";
import { modulesFolder, repository } from "../../../stacks/supply/paths";
import { pluginTools, tools, toolNames } from "../../../stacks/supply/table";
import type { GoSource } from "../../../stacks/supply/tool";

const goSources = toolNames.flatMap((name) =>
  (tools[name].sources as readonly { kind: string }[]).filter((s): s is GoSource => s.kind === "go"),
);
const moduleText = (name: string): string => readFileSync(path.join(modulesFolder, name, "go.mod"), "utf8");

describe("the table of tools and images", () => {
  test("names a module with a go.mod and a go.sum for every Go build", () => {
    const missing = goSources
      .flatMap((source) => ["go.mod", "go.sum"].map((file) => path.join(source.module, file)))
      .filter((file) => !existsSync(path.join(modulesFolder, file)));
    expect(missing).toEqual([]);
  });

  test("builds only a module's own program, or programs that the module declares as tools", () => {
    const undeclared = goSources.filter(({ module: name, program }) => program !== "." && !moduleText(name).includes(program));
    expect(undeclared).toEqual([]);
  });

  test("can obtain every tool from package registries alone", () => {
    expect(toolNames.filter((name) => !tools[name].sources.some(({ kind }) => kind === "go" || kind === "debian"))).toEqual([]);
  });

  test("lists every binary of a tool in each source that lists files", () => {
    const wrong = toolNames.flatMap((name) =>
      tools[name].sources.flatMap((source) =>
        "files" in source && Object.keys(source.files).sort().join() !== [...tools[name].binaries].sort().join() ? [name] : [],
      ),
    );
    expect(wrong).toEqual([]);
  });

  test("pins the same version for an image and for the tool in the image", () => {
    const different = imageNames.filter((name) => {
      const { version, built } = images[name];
      return built?.tool !== undefined && tools[built.tool].version !== version;
    });
    expect(different).toEqual([]);
  });

  test("has the pinned version in every image's upstream tag, except Jaeger's, which has two version numbers", () => {
    expect(imageNames.filter((name) => !images[name].upstream.tag.includes(images[name].version))).toEqual(["jaeger"]);
  });

  test.each(Object.entries(pluginTools))("pins the Pulumi plugin of %s to exactly the npm package's version", (plugin, tool) => {
    const { dependencies } = JSON.parse(readFileSync(path.join(repository, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    expect(dependencies[`@pulumi/${plugin}`]).toBe(tools[tool].version);
  });

  test("omits exactly the AGPL programs if only package registries answer", () => {
    expect(imageNames.filter((name) => images[name].built === undefined)).toEqual(["grafana", "loki", "tempo"]);
  });

  test("uses every Go module for a tool or an image", () => {
    const used = new Set(goSources.map((source) => source.module));
    expect(readdirSync(modulesFolder).filter((name) => !used.has(name))).toEqual([]);
  });
});
