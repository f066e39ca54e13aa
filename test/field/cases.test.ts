import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderedOf } from "../fixtures/catalogue";
import { recall, remember, runKey } from "../support/remembered";
import { describeWith } from "../support/tools";
import { environment } from "./names";

const cases = path.join(__dirname, "cases");
const files = readdirSync(cases).filter((file) => file.endsWith(".yml"));

/**
 * Each case is a promtool file with a situation reported from the field and the correct result. The rules in `rules/` are rendered from the
 * fixture catalogue.
 */
describeWith("promtool", "cases from the field", (promtool) => {
  let folder: string;
  const rules: string[] = [];
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "field-cases-"));
    mkdirSync(path.join(folder, "rules"));
    const rendered = `alert-rules/rendered/${environment}/rules/`;
    for (const { path: file, content } of renderedOf(environment))
      if (file.startsWith(rendered)) {
        writeFileSync(path.join(folder, "rules", path.basename(file)), content);
        rules.push(file, content);
      }
    for (const file of files) symlinkSync(path.join(cases, file), path.join(folder, file));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(files)("%s gets the correct answer", (file) => {
    // promtool gives the same result for the same rules and the same case, so a case that passed is not repeated.
    const key = runKey(promtool, [...rules, readFileSync(path.join(cases, file), "utf8")]);
    if (recall(key) === "passed") return;
    const { status, stdout, stderr } = spawnSync(promtool, ["test", "rules", path.join(folder, file)], { encoding: "utf8" });
    expect({ status, output: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, output: "" });
    remember(key, "passed");
  });
});

it("there are cases", () => {
  expect(files.length).toBeGreaterThan(2);
});
