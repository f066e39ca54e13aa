import { UserError } from "../../../stacks/config/errors";
import { readRecord } from "../../../stacks/local/records";
import { fixed, median, share, type Section } from "../section";

const target = 75;

/** The value that 95 % of the values do not exceed. */
const p95 = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

export const drills: Section = {
  name: "drills",
  title: "Drills",
  about: `The last \`npm run drill -- --all\` on the local stack: from a real fault to the alert at the receiver, and from the repair to the message that it is over. Target P3: 95 % within ${target} s.`,
  run: ({ root }) => {
    const record = readRecord(root, "drills");
    if (record === undefined) throw new UserError("No result of `npm run drill -- --all` is kept in .state/.");
    const fired = record.results.flatMap(({ firedAfter }) => firedAfter ?? []);
    const told =
      fired.length === 0
        ? []
        : [`At the receiver: middle ${fixed(median(fired))} s, p95 ${fixed(p95(fired))} s, ${share(p95(fired), target)}.`];
    return Promise.resolve({
      at: record.at,
      head: ["fault", "alert", "at the receiver after, s", "resolved after the repair, s"],
      rows: record.results.map((result) => [result.fault, result.alertname, fixed(result.firedAfter), fixed(result.resolvedAfter)]),
      notes: [...told, `${fired.length} of ${record.results.length} arrived.`],
    });
  },
};
