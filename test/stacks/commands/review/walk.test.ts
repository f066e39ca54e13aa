import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { isKnown } from "../../../../stacks/commands/review/instances";
import { sideOf } from "../../../../stacks/commands/review/side";
import { walker } from "../../../../stacks/commands/review/walk";
import { World } from "../../../../stacks/commands/review/world";
import { describeWith } from "../../../support/tools";
import { usual } from "./support";

const folder = mkdtempSync(path.join(tmpdir(), "monitoring-walk-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeWith("amtool", "the review's evaluation of the routes", (amtool) => {
  it("finds the same receivers as Alertmanager, for every severity and owner and every special alert", () => {
    const side = sideOf(usual, "production");
    if (side.alertmanager === undefined) throw new Error("There are no routes.");
    const walk = walker(side.alertmanager);
    const world = new World(side);
    const instances = side.alerts.flatMap((alert) => [...world.instancesOf(alert)]).filter(isKnown);
    const kinds = new Map(
      instances.map((labels) => {
        const kind = ["severity", "owner", "audience", "action"].map((name) => labels[name]);
        return [JSON.stringify([...kind, labels["audience"] && labels["system"], labels["alertname"] === "DeadMansSwitch"]), labels];
      }),
    );
    expect(kinds.size).toBeGreaterThan(30);
    const file = path.join(folder, "alertmanager.yml");
    writeFileSync(file, usual.get("alert-rules/rendered/production/alertmanager.yml") ?? "");
    for (const labels of kinds.values()) {
      const known = Object.entries(labels).flatMap(([name, value]) =>
        typeof value === "string" && value !== "" ? [`${name}=${value}`] : [],
      );
      const said = execFileSync(amtool, ["config", "routes", "test", `--config.file=${file}`, ...known], { encoding: "utf8" });
      expect([known, walk(labels).map(({ receiver }) => receiver)]).toEqual([known, said.trim().split(",")]);
    }
  }, 120_000);
});
