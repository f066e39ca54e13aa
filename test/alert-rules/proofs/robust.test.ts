import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { proofFacts } from "../../../alert-rules/proofs/facts";
import { pairsOf } from "../../../alert-rules/proofs/robust";
import { ruleGroups } from "../../../alert-rules/rules";
import { changedFiles } from "../../support/changed";
import { recordedKnowledge, robustFolder, robustnessOf } from "../../support/robust";
import { selectAlerts } from "../../support/robust-selection";
import { expectedFailures, nameOf } from "../../support/robust-verdicts";
import { repo } from "../../support/sources";
import { describeWith } from "../../support/tools";
import { exceptions, exceptionsAllowed } from "./robust/exceptions";
import { known, knownAllowed } from "./robust/known";

const groups = ruleGroups(proofFacts);
const knowledge = recordedKnowledge(groups);
const pairs = groups.flatMap(({ alerts }) => alerts.flatMap((alert) => pairsOf(alert, groups, knowledge)));
const applying = pairs.filter(({ applies, transformation }) => transformation !== "nothing else" && applies);
const names = new Set(applying.map(nameOf));
const knownNames = Object.entries(known).flatMap(([under, alerts]) => alerts.map((alert) => `${under} | ${alert}`));

/** The folder under `alert-rules/packs/` that defines each rule group, by the group's name. */
const folders = new Map(
  readdirSync(path.join(repo, "alert-rules/packs"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && readdirSync(path.join(entry.parentPath, entry.name)).includes("group.ts"))
    .flatMap((entry) => {
      const made = readFileSync(path.join(entry.parentPath, entry.name, "group.ts"), "utf8");
      return [...made.matchAll(/^ {2}name: "([^"]+)",$/gmu)].map(([, name = ""]): [string, string] => [name, entry.name]);
    }),
);

describe("exceptions: alerts that may change under a transformation", () => {
  it("are at most 5 % of all pairs of alert and transformation, each has a reason, and the list only shrinks", () => {
    const listed = exceptions.map(({ alert, under, because }) => `  ${alert}, ${under}: ${because}`);
    console.info([`${exceptions.length} exceptions among ${applying.length} pairs of alert and transformation`, ...listed].join("\n"));
    expect(exceptions.length).toBe(exceptionsAllowed);
    expect(exceptions.length).toBeLessThanOrEqual(applying.length / 20);
    expect(exceptions.filter(({ because }) => because.length < 20)).toEqual([]);
  });

  it("never allow an alert to change after a change of owner or a restart", () => {
    expect(exceptions.filter(({ under }) => / a (change of owner|restart)$/u.test(under))).toEqual([]);
  });

  it("name each existing pair at most once, and so does the list of known failures", () => {
    const listed = [...exceptions.map(({ alert, under }) => `${under} | ${alert}`), ...knownNames];
    expect(listed.filter((name) => !names.has(name))).toEqual([]);
    expect(new Set(listed).size).toBe(listed.length);
    expect(knownNames.length).toBe(knownAllowed);
  });
});

describe("transformations of proof data", () => {
  it("cover every alert, and each applies to several alerts", () => {
    const all = new Set(pairs.map(({ alert, severity }) => `${alert} ${severity}`));
    expect(new Set(applying.map(({ alert, severity }) => `${alert} ${severity}`))).toEqual(all);
    const counted = new Map<string, number>();
    for (const { proof, transformation } of applying)
      counted.set(`${proof}: ${transformation}`, (counted.get(`${proof}: ${transformation}`) ?? 0) + 1);
    expect(counted.size).toBe(37);
    expect([...counted].filter(([, count]) => count < 10)).toEqual([]);
  });

  it("are run for the right pack: every group with alerts has a folder", () => {
    expect(groups.filter(({ name, alerts }) => alerts.length > 0 && !folders.has(name)).map(({ name }) => name)).toEqual([]);
  });
});

describeWith("promtool", "verdicts in transformed proofs of changed rule packs", (promtool) => {
  const { chosen, left } = selectAlerts(changedFiles(), groups, folders);
  if (left > 0) console.info(`${left} more alerts have changed; a soak run includes the transformations of all`);
  const named = chosen.map((alert) => [`${alert.name} ${alert.severity}`, alert] as const);
  // Jest refuses an empty table. A branch that changes no rule pack has nothing to run here.
  if (named.length === 0) it("need no check, because no rule pack has changed", () => expect(chosen).toEqual([]));
  else
    it.concurrent.each(named)(
      "stay the same for %s",
      async (_, alert) => {
        const result = await robustnessOf(promtool, alert, groups, knowledge, robustFolder);
        const failing = result.failures.map(({ pair }) => nameOf(pair)).sort();
        const expected = expectedFailures(result.pairs);
        const said = result.failures.filter(({ pair }) => !expected.includes(nameOf(pair))).flatMap((failure) => failure.said);
        expect({ failing, said }).toEqual({ failing: expected, said: [] });
      },
      // The scenarios of TelemetryGrown last for more than a day, which takes promtool minutes.
      600_000,
    );
});
