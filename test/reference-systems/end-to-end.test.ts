import { execFile } from "node:child_process";
import { promisify } from "node:util";
import path from "node:path";
import { describeWith } from "../support/tools";
import { nameOf, type AlertCase, type Case } from "./case";
import { cases } from "./cases";
import { alertmanagerOf } from "./rendered";
import { labelsOf, prepare, redCases } from "./verdicts";

const run = promisify(execFile);
const configuration = path.resolve(__dirname, "../../alert-rules/rendered/production/alertmanager.yml");
const alerts = cases.filter((one): one is AlertCase => one.kind === "alert");

describeWith("promtool", "production's rendered files meet the need", (promtool) => {
  let red: ReadonlySet<Case> | undefined;
  beforeAll(async () => {
    [red] = await redCases(promtool, [prepare(cases, { inside: true })]);
  });

  test.each(cases.map((one) => ({ name: nameOf(one), one })))("$name", ({ one }) => {
    expect(red?.has(one)).toBe(false);
  });
});

describeWith("amtool", "production's routes choose the right receivers for", (amtool) => {
  test.each(alerts.map((one) => ({ name: nameOf(one), one })))("$name", async ({ one }) => {
    const labels = Object.entries(labelsOf(one)).map(([name, value]) => `${name}=${value}`);
    const wanted = Object.keys(one.receivers);
    await run(amtool, ["config", "routes", "test", `--config.file=${configuration}`, `--verify.receivers=${wanted.join(",")}`, ...labels]);
    const receivers = alertmanagerOf("production").receivers ?? [];
    const means = wanted.map((name) => {
      const receiver = receivers.find((candidate) => candidate["name"] === name) ?? {};
      const kinds = Object.keys(receiver).filter((key) => key.endsWith("_configs"));
      return [name, kinds.map((key) => key.slice(0, -"_configs".length)).sort()];
    });
    expect(means).toEqual(wanted.map((name) => [name, [...(one.receivers[name] ?? [])].sort()]));
  });
});
