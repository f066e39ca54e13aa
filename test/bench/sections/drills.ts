import { UserError } from "../../../stacks/config/errors";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { parseDuration } from "../../../exporters/model/units";
import { faults } from "../../../stacks/local/faults";
import { readRecord } from "../../../stacks/local/records";
import { fixed, median, p95, share, type Section } from "../section";

const target = 75;

interface Rule {
  readonly alert?: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Returns the `for` duration in seconds of each fault's alert, from the local stack's rules. 0 if there is no rule or no `for`. */
function waits(root: string): ReadonlyMap<string, number> {
  const folder = path.join(root, "alert-rules/rendered/local/rules");
  const rules = readdirSync(folder).flatMap((file) => {
    const { groups } = parse(readFileSync(path.join(folder, file), "utf8")) as {
      readonly groups: readonly { readonly rules: readonly Rule[] }[];
    };
    return groups.flatMap((group) => group.rules);
  });
  return new Map(
    faults.map(({ name, expected }) => {
      const rule = rules.find(({ alert, labels }) => alert === expected.alertname && labels?.["severity"] === expected.severity);
      return [name, rule?.for === undefined ? 0 : (parseDuration(rule.for) ?? 0)];
    }),
  );
}

export const drills: Section = {
  name: "drills",
  title: "Drills",
  about: `This section shows the latest \`npm run drill -- --all\` on the local stack. Each drill injects a real fault. The table shows the time from the fault to the alert at the receiver, and from the repair to the resolved notification. Target: 95 % of the alerts arrive within ${target} s after the end of the alert's \`for\`.`,
  run: ({ root }) => {
    const record = readRecord(root, "drills");
    if (record === undefined) throw new UserError("No result of `npm run drill -- --all` is kept in .state/.");
    const own = waits(root);
    const waitOf = (fault: string): number => own.get(fault) ?? 0;
    const fired = record.results.flatMap(({ fault, firedAfter }) => (firedAfter === undefined ? [] : [firedAfter - waitOf(fault)]));
    const arrival =
      fired.length === 0
        ? []
        : [
            `Time from the end of \`for\` to the receiver: median ${fixed(median(fired))} s, p95 ${fixed(p95(fired))} s (${share(p95(fired), target)}).`,
          ];
    return Promise.resolve({
      at: record.at,
      head: ["fault", "alert", "`for`, s", "at the receiver after, s", "resolved after the repair, s"],
      rows: record.results.map((result) => [
        result.fault,
        result.alertname,
        String(waitOf(result.fault)),
        fixed(result.firedAfter),
        fixed(result.resolvedAfter),
      ]),
      notes: [...arrival, `${fired.length} of ${record.results.length} alerts arrived.`],
    });
  },
};
