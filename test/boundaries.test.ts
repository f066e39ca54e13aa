import { existsSync, lstatSync, readFileSync } from "node:fs";
import path from "node:path";
import { againstDirection } from "./support/directions";
import { importCycles } from "./support/import-cycles";
import { environmentIds } from "./support/shipped";
import { importsOf, projectFiles, repo } from "./support/sources";

/** The layers, lowest first. A layer may import from itself and from the layers before it. */
const layers = ["exporters", "alert-rules", "dashboards", "stacks"] as const;
/** The folders under `stacks/`, lowest first. A folder may import from itself and from the folders before it. */
const rooms = ["start", "config", "artefacts", "demo", "supply", "vendors", "deploy", "local", "commands"];
const pure = ["exporters", "alert-rules", "dashboards"];
const files = projectFiles().filter((file) => existsSync(path.join(repo, file)));
const sources = files.filter((file) => /\.tsx?$/.test(file) && layers.some((layer) => file.startsWith(`${layer}/`)));
const layerOf = (file: string): number => layers.findIndex((layer) => file === layer || file.startsWith(`${layer}/`));
/** Whether a module must read neither the clock nor environment variables. The viewer's page may read the browser's clock. */
const isPure = (file: string): boolean => pure.includes(layers[layerOf(file)] ?? "") && !file.startsWith("dashboards/viewer/page/");
const modules = files.filter((file) => /\.(ts|tsx|cjs|mjs)$/.test(file));
/** The imports of each module under a folder. `""` is the whole repository. */
const importsBelow = (folder: string) =>
  Object.fromEntries(modules.filter((file) => file.startsWith(folder)).map((file) => [file, importsOf(file)]));

describe("boundaries between folders", () => {
  it("every layer contains source files", () => {
    expect(layers.filter((layer) => sources.some((file) => file.startsWith(`${layer}/`)))).toEqual(layers);
  });

  it("imports between layers go in one direction: exporters -> alert-rules -> dashboards -> stacks", () => {
    expect(againstDirection(importsBelow(""), "", layers)).toEqual([]);
  });

  it("every folder of stacks/ has a place in the import order", () => {
    const found = files.filter((file) => file.startsWith("stacks/")).map((file) => file.split("/")[1] ?? "");
    expect([...new Set(found)].sort()).toEqual([...rooms].sort());
  });

  it("imports between the folders of stacks/ go in one direction: start -> config -> artefacts -> ... -> commands", () => {
    const imports = importsBelow("stacks/");
    // Without any imports, this test would check nothing.
    expect(Object.values(imports).flat().length).toBeGreaterThan(Object.keys(imports).length);
    expect(againstDirection(imports, "stacks", rooms)).toEqual([]);
  });

  it("the check reports an import in the wrong direction and names both files", () => {
    const imports = {
      "stacks/config/kubernetes.ts": ["exporters/model/units", "stacks/config/errors", "stacks/deploy/workload"],
      "stacks/deploy/workload.ts": ["stacks/config/errors", "stacks/start/bundle.cjs", "zod"],
      "exporters/model/units.ts": ["stacks/config/errors"],
      "index.ts": ["stacks/deploy/environment"],
    };
    expect(againstDirection(imports, "stacks", rooms)).toEqual([
      "stacks/config/kubernetes.ts imports stacks/deploy/workload: stacks/deploy is above stacks/config",
    ]);
    expect(againstDirection(imports, "", layers)).toEqual([
      "exporters/model/units.ts imports stacks/config/errors: stacks is above exporters",
    ]);
  });

  it("no file imports itself, directly or indirectly", () => {
    const known = new Set(modules);
    const fileOf = (target: string) =>
      [target, `${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((candidate) => known.has(candidate));
    const graph = new Map(modules.map((file) => [file, importsOf(file).flatMap((target) => fileOf(target) ?? [])]));
    expect([...graph.values()].flat().length).toBeGreaterThan(modules.length);
    expect(importCycles(graph)).toEqual([]);
  });

  it("the check reports every import cycle by its modules", () => {
    const graph = { a: ["b", "c"], b: ["c"], c: ["d"], d: ["b"], e: ["e"] };
    expect(importCycles(new Map(Object.entries(graph)))).toEqual(["b -> c -> d -> b", "e -> e"]);
  });

  it("no source file imports from test/", () => {
    expect(sources.filter((file) => importsOf(file).some((target) => target.startsWith("test/")))).toEqual([]);
  });

  // `npm run init -- --without-reference-systems` removes `test/reference-systems/`.
  it("only tests of the reference systems import from test/reference-systems", () => {
    const folder = "test/reference-systems/";
    expect(files.filter((file) => !file.startsWith(folder) && importsOf(file).some((target) => target.startsWith(folder)))).toEqual([]);
  });

  it("only tests that pass with any catalogue, and tests of the reference systems, read the user's catalogue", () => {
    const readers = files
      .filter((file) => file.startsWith("test/") && file.endsWith(".ts") && !file.startsWith("test/reference-systems/"))
      .filter((file) => importsOf(file).some((target) => /^exporters\/(catalogue\/|model\/user-catalogue)/.test(target)));
    // Engine tests deploy this repository or a copy of the repository, so they read the user's catalogue.
    const deployed = [
      "test/engine/kubernetes/stack.ts",
      "test/engine/lgtm.test.ts",
      "test/engine/operator.test.ts",
      "test/engine/stack.test.ts",
    ];
    expect(readers.sort()).toEqual([...deployed, "test/fixtures/demo.ts", "test/support/shipped.ts"]);
  });

  it("pure folders import neither Pulumi nor Node's built-in modules", () => {
    const wrong = sources
      .filter((file) => pure.includes(layers[layerOf(file)] ?? ""))
      .flatMap((file) =>
        importsOf(file)
          .filter((target) => /^(@pulumi|@pulumiverse|node:)/.test(target))
          .map((target) => `${file} imports ${target}`),
      );
    expect(wrong).toEqual([]);
  });

  it("pure folders read neither the clock nor environment variables", () => {
    const wrong = sources
      .filter(isPure)
      .filter((file) => /\bDate\.now\(|new Date\(|process\.env|Math\.random\(/.test(readFileSync(path.join(repo, file), "utf8")));
    expect(wrong).toEqual([]);
  });

  it("only dashboards/panels imports the Grafana SDK", () => {
    const wrong = sources.filter(
      (file) =>
        !file.startsWith("dashboards/panels/") && importsOf(file).some((target) => target.startsWith("@grafana/grafana-foundation-sdk")),
    );
    expect(wrong).toEqual([]);
  });

  it("only stacks/config/settings.ts reads Pulumi's configuration", () => {
    const wrong = sources.filter(
      (file) => file !== "stacks/config/settings.ts" && /new\s+(pulumi\.)?Config\(/.test(readFileSync(path.join(repo, file), "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  it("the top level contains only the expected files and folders", () => {
    const allowed = [
      "Pulumi.yaml",
      ...environmentIds.map((id) => `Pulumi.${id}.yaml`),
      "index.ts",
      "package.json",
      "package-lock.json",
      "tsconfig.json",
      "README.md",
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "stacks",
      "dashboards",
      "alert-rules",
      "exporters",
      "test",
      "docs",
    ];
    const top = [...new Set(files.map((file) => file.split("/")[0] ?? ""))].filter((name) => !name.startsWith("."));
    expect(top.filter((name) => !allowed.includes(name))).toEqual([]);
  });

  it("no file is a symbolic link, because its target may be missing on another machine", () => {
    expect(files.filter((file) => lstatSync(path.join(repo, file), { throwIfNoEntry: false })?.isSymbolicLink() === true)).toEqual([]);
  });

  it("no hand-written file has more than 300 lines", () => {
    const long = files
      .filter((file) => /\.(tsx?|cjs|mjs|sh|css)$/.test(file) && !file.includes("/rendered/"))
      .map((file) => ({ file, lines: readFileSync(path.join(repo, file), "utf8").split("\n").length }))
      .filter(({ lines }) => lines > 300);
    expect(long).toEqual([]);
  });
});
