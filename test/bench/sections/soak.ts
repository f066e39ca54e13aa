import { UserError } from "../../../stacks/config/errors";
import { readSoak } from "../../soak/record";
import { fixed, type Section } from "../section";

export const soak: Section = {
  name: "soak",
  title: "Soak run",
  about:
    "This section shows the latest `npm run test:soak` of each kind. The soak run contains tests that take too long for CI. CI runs a smaller version of each test. A kind that is not in the table has not been run. For the kind `gateway`, only tests that count records have figures.",
  run: ({ root }) => {
    const found = readSoak(root);
    const at = found?.kinds
      .map((kind) => kind.at)
      .sort()
      .at(-1);
    if (found === undefined || at === undefined) throw new UserError("No result of `npm run test:soak` is kept in .state/.");
    return Promise.resolve({
      at,
      head: ["kind", "trials", "failures", "minutes", "figures", "commit", "day"],
      rows: found.kinds.map(({ name, unit, trials, failures, minutes, figures = "", commit, at: when }) => [
        name,
        `${trials} ${unit}`,
        String(failures.length),
        fixed(minutes, 0),
        figures,
        commit,
        when.slice(0, 10),
      ]),
      notes: found.kinds.flatMap(({ failures }) => failures.map((failure) => `Failed: ${failure}.`)),
    });
  },
};
