import { readFileSync } from "node:fs";
import path from "node:path";
import { runInThisContext } from "node:vm";
import { transformSync } from "esbuild";
import { loadCatalogue } from "../../exporters/model/catalogue";
import { environments, owners, systems } from "../fixtures/catalogue";
import { uptimePlan } from "../../exporters/uptime/plan";
import { repo } from "../support/sources";

/** The TypeScript blocks in the README, in order: a team and a system. */
const shown = readFileSync(path.join(repo, "README.md"), "utf8")
  .split("```ts\n")
  .slice(1)
  .map((part) => part.split("```")[0] ?? "");

/** Runs a TypeScript module and returns its exports. */
function exportsOf(source: string): Record<string, unknown> {
  const { code } = transformSync(source, { loader: "ts", format: "cjs" });
  const module = { exports: {} as Record<string, unknown> };
  (runInThisContext(`(module, exports) => {${code}\n}`) as (to: typeof module, exports: object) => void)(module, module.exports);
  return module.exports;
}

test("the README's example team and system, as written, make a valid catalogue in every environment that monitors all systems except excluded ones", () => {
  expect(shown).toHaveLength(2);
  const [team, system] = [exportsOf(`export const team = [${shown[0] ?? ""}][0];`)["team"], exportsOf(shown[1] ?? "")["myShop"]];
  const catalogue = loadCatalogue({
    systems: [...systems, system],
    owners: [...owners, team],
    environments,
  });
  for (const id of ["staging", "production"] as const) {
    const checks = uptimePlan(catalogue.view(id)).checks.filter((check) => check.system === "my-shop");
    expect(checks.map(({ service, owner, by }) => ({ service, owner, by }))).toEqual([
      { service: "web", owner: "my-team", by: ["blackbox", "gatus", "uptimerobot"] },
    ]);
  }
});
