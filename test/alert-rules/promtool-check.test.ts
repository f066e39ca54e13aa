import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { environmentIds } from "../support/shipped";
import { describeWith } from "../support/tools";
import { repo } from "../support/sources";

describeWith("promtool", "promtool check", (promtool) => {
  it.each(environmentIds)("accepts the rules of %s and finds no duplicates", (id) => {
    const folder = path.join(repo, "alert-rules/rendered", id, "rules");
    const files = readdirSync(folder).map((file) => path.join(folder, file));
    const { status, stdout, stderr } = spawnSync(promtool, ["check", "rules", "--lint=all", "--lint-fatal", ...files], {
      encoding: "utf8",
    });
    expect({ status, said: status === 0 ? "" : `${stdout}${stderr}` }).toEqual({ status: 0, said: "" });
  });
});
