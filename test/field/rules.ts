import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { repo } from "../support/sources";
import { ask, type Answer, type World } from "./language/promtool";
import { reachable, ruleFile, type Group } from "./language/reachable";
import { environment } from "./names";

const folder = path.join(repo, "alert-rules/rendered", environment, "rules");

/** Every rule group under test, as rendered. */
export const renderedGroups = (): readonly Group[] =>
  readdirSync(folder)
    .sort()
    .flatMap((file) => (parse(readFileSync(path.join(folder, file), "utf8")) as { groups: readonly Group[] }).groups);

/** Answers of the given rules about a world. The groups keep their order of evaluation. */
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
