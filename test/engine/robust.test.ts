import { proofFacts } from "../../alert-rules/proofs/facts";
import { ruleGroups } from "../../alert-rules/rules";
import { recordedKnowledge, robustFolder, robustnessOf } from "../support/robust";
import { expectedFailures, nameOf } from "../support/robust-verdicts";
import { describeWith } from "../support/tools";

const groups = ruleGroups(proofFacts);
const knowledge = recordedKnowledge(groups);

describeWith("promtool", "verdicts stay the same in all transformed proofs of", (promtool) => {
  const alerts = groups.flatMap((group) => group.alerts);

  it.concurrent.each(alerts.map((alert) => [`${alert.name} ${alert.severity}`, alert] as const))(
    "%s",
    async (_, alert) => {
      const { pairs, failures } = await robustnessOf(promtool, alert, groups, knowledge, robustFolder);
      const failing = failures.map(({ pair }) => nameOf(pair)).sort();
      const expected = expectedFailures(pairs);
      const said = failures.filter(({ pair }) => !expected.includes(nameOf(pair))).flatMap((failure) => failure.said);
      expect({ failing, said }).toEqual({ failing: expected, said: [] });
    },
    600_000,
  );
});
