import { UserError } from "../../../stacks/config/errors";
import { readMutation } from "../../mutation/record";
import { percent, thresholds } from "../../mutation/summary";
import { fixed, type Section } from "../section";

export const mutation: Section = {
  name: "mutation",
  title: "Mutation testing",
  about: `This section shows the latest \`npm run test:mutation\`. A mutant is a single change of the rendered rules of all environments. Each operator is a kind of change. Each pack is a rule file. A mutant is caught if a proof fails with it, and it is equivalent if it never changes a result. Target: proofs catch ${100 * thresholds.caught} % of the mutants that are not equivalent, and at most ${100 * thresholds.equivalent} % of the mutants are equivalent.`,
  onlyWhenNamed: true,
  run: ({ root }) => {
    const record = readMutation(root);
    if (record === undefined) throw new UserError("No result of `npm run test:mutation` is kept in .state/.");
    const { all, every, panels, chosen, minutes, cached, commit } = record;
    const sampled = all.mutants === every ? "All mutants were run" : `A sample of ${all.mutants} of ${every} mutants was run`;
    return Promise.resolve({
      at: record.at,
      head: ["operator or pack", "mutants", "caught", "survived", "equivalent", "caught / (mutants - equivalent)"],
      rows: [...record.byOperator, ...record.byPack.map(([pack, of]) => [`pack ${pack}`, of] as const), ["all", all] as const].map(
        ([name, of]) => [
          name,
          ...[of.mutants, of.caught, of.survived, of.equivalent].map(String),
          percent(of.caught, of.mutants - of.equivalent),
        ],
      ),
      notes: [
        `${sampled} in ${fixed(minutes)} minutes at ${commit}.${chosen === "" ? "" : ` Only the rules that \`${chosen}\` chooses were changed.`} ${cached} results came from the cache.`,
        `The table does not count ${panels} mutants of rules that only panels read.`,
      ],
    });
  },
};
