import { proofFacts } from "../../../alert-rules/proofs/facts";
import { proofFiles } from "../../../alert-rules/proofs/promtool";
import { thinned } from "../../../alert-rules/proofs/samples";
import { ruleGroups } from "../../../alert-rules/rules";

describe("scenarios with a longer interval", () => {
  it("keep the samples at their times", () => {
    expect(thinned(2, [1, 2, 3, 4, 5])).toEqual([1, 3, 5]);
    expect(thinned(4, [])).toEqual([]);
  });

  it("move a staleness marker to the next sample that remains, unless there is a number", () => {
    expect(thinned(2, [1, "stale", undefined, undefined])).toEqual([1, "stale"]);
    expect(thinned(2, [1, "stale", 3, 4])).toEqual([1, 3]);
    expect(thinned(2, [1, 2, "stale", undefined, undefined])).toEqual([1, "stale", undefined]);
  });

  it("are in separate files, whose rules are evaluated at the interval", () => {
    const alert = ruleGroups(proofFacts)
      .flatMap(({ alerts }) => alerts)
      .find(({ name }) => name === "TelemetryGrown");
    const files = alert === undefined ? [] : proofFiles(alert, ["rules.yml"], []);
    expect(files.map(({ name }) => name)).toEqual(["TelemetryGrown.warning.60s.test.yml", "TelemetryGrown.warning.900s.test.yml"]);
    expect(files.map(({ content }) => /"evaluation_interval":"([^"]*)"/u.exec(content)?.[1])).toEqual(["60s", "900s"]);
  });
});
