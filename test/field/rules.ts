import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import type { RenderedFile } from "../../exporters/emit";
import { renderedOf } from "../fixtures/catalogue";
import { ask, type Answer, type World } from "./language/promtool";
import { reachable, ruleFile, type Group } from "./language/reachable";
import { environment } from "./names";

/** Returns the rule groups of `environment` in rendered files. Default: the files of the fixture catalogue. */
export const renderedGroups = (files: readonly RenderedFile[] = renderedOf(environment)): readonly Group[] =>
  files
    .filter(({ path: file }) => file.startsWith(`alert-rules/rendered/${environment}/rules/`))
    .flatMap(({ content }) => (parse(content) as { groups: readonly Group[] }).groups);

/** Returns the answers of the given rules to the questions of a world (promtool test). The groups keep their evaluation order. */
export function answersOf(promtool: string, groups: readonly Group[], world: World): readonly (readonly Answer[])[] {
  const temporary = mkdtempSync(path.join(tmpdir(), "field-rules-"));
  try {
    const file = path.join(temporary, "all.rules.yml");
    writeFileSync(file, ruleFile(reachable(groups, new Set(world.series.map(({ name }) => name)))));
    return ask(promtool, [file], world);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
