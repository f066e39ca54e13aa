import { UserError } from "../../../stacks/config/errors";
import { readMutation } from "../../mutation/record";
import { percent, thresholds } from "../../mutation/summary";
import { fixed, type Section } from "../section";

export const mutation: Section = {
  name: "mutation",
  title: "Mutation testing",
  about: `The last \`npm run test:mutation\`: single changes of the rendered rules of all environments, and how many of them some proof catches. Target: ${100 * thresholds.caught} % of those that are not equivalent, and at most ${100 * thresholds.equivalent} % equivalent.`,
  onlyWhenNamed: true,
  run: ({ root }) => {
    const record = readMutation(root);
    if (record === undefined) throw new UserError("No result of `npm run test:mutation` is kept in .state/.");
    const { all, every, panels, only, minutes, cached, commit } = record;
    const sampled = all.mutants === every ? "All were run" : `A sample of ${all.mutants} of ${every} mutants was run`;
    return Promise.resolve({
      at: record.at,
      head: ["operator", "mutants", "caught", "survived", "equivalent", "caught of those not equivalent"],
      rows: [...record.byOperator, ["all", all] as const].map(([name, of]) => [
        name,
        ...[of.mutants, of.caught, of.survived, of.equivalent].map(String),
        percent(of.caught, of.mutants - of.equivalent),
      ]),
      notes: [
        `${sampled}${only === undefined ? "" : `, of the rules that ${only} reads`}, in ${fixed(minutes)} minutes at ${commit}; ${cached} verdicts were in the cache.`,
        `${panels} mutants of rules that only panels read are not counted.`,
      ],
    });
  },
};
