import path from "node:path";
import { ensureTools } from "../../../stacks/supply/ensure";
import { compareFaults } from "../../field/faults/side-by-side";
import { fixed, median, type Section } from "../section";

const seconds = (value: number | undefined): string => (value === undefined ? "never" : String(value));

export const detection: Section = {
  name: "detection",
  title: "Detection of faults",
  about:
    "Twelve shapes of faults by three objectives in promtool, a sample and an evaluation every 15 s: seconds from the start of the fault to the first page of our rules and of rules in the shape that sloth writes, and from the fix to the last evaluation at which a page fires. Target P1: never later, median at most 0.8, 60 s where half of the requests fail, none missed. Target P2: resolved within 360 s.",
  onlyWhenNamed: true,
  run: async ({ say }) => {
    const { promtool } = await ensureTools(["promtool"]);
    say("timing 36 faults, which takes ten minutes");
    const compared = compareFaults(path.join(promtool, "promtool"));
    const ratios = compared.flatMap(({ ours, sloth }) =>
      ours.page.first === undefined || sloth.page.first === undefined ? [] : [ours.page.first / sloth.page.first],
    );
    const missed = compared.filter(({ ours, sloth }) => ours.page.first === undefined && sloth.page.first !== undefined).length;
    return {
      head: ["fault", "objective", "page", "sloth page", "ratio", "resolved", "sloth resolved"],
      rows: compared.map(({ ours, sloth }) => [
        ours.shape.title,
        ours.objective.title,
        seconds(ours.page.first),
        seconds(sloth.page.first),
        ours.page.first === undefined || sloth.page.first === undefined ? "" : fixed(ours.page.first / sloth.page.first, 2),
        seconds(ours.page.resolved),
        seconds(sloth.page.resolved),
      ]),
      notes: [
        `Ratio: median ${fixed(median(ratios), 2)}, highest ${fixed(Math.max(...ratios), 2)}, of ${ratios.length} faults that the other rules page for; ${missed} of them missed.`,
      ],
    };
  },
};
