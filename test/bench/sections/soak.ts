import { UserError } from "../../../stacks/config/errors";
import { readSoak } from "../../soak/record";
import { fixed, type Section } from "../section";

export const soak: Section = {
  name: "soak",
  title: "Soak run",
  about: "This section shows the latest `npm run test:soak`. It runs tests that take too long for CI. CI runs a smaller version of each.",
  run: ({ root }) => {
    const found = readSoak(root);
    if (found === undefined) throw new UserError("No result of `npm run test:soak` is kept in .state/.");
    return Promise.resolve({
      at: found.at,
      head: ["kind", "trials", "failures", "minutes", "figures"],
      rows: found.kinds.map(({ name, unit, trials, failures, minutes, figures = "" }) => [
        name,
        `${trials} ${unit}`,
        String(failures.length),
        fixed(minutes, 0),
        figures,
      ]),
      notes: [`Commit ${found.commit}.`, ...found.kinds.flatMap(({ failures }) => failures.map((failure) => `Failed: ${failure}.`))],
    });
  },
};
