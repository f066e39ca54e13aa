import path from "node:path";
import { ensureTools } from "../../../stacks/supply/ensure";
import { compareFaults } from "../../field/faults/side-by-side";
import { fixed, median, type Section } from "../section";

const seconds = (value: number | undefined): string => (value === undefined ? "never" : String(value));

export const detection: Section = {
  name: "detection",
  title: "Detection of faults",
  about:
    "promtool tests twelve shapes of faults with three objectives each, with a sample and an evaluation every 15 s. The table compares our rules with the rules that sloth, a generator of rules for objectives, would write. `page` is the time in seconds from the start of the fault to the first page. `resolved` is the time in seconds from the fix to the last evaluation at which a page fires. `ratio` is our time to the page divided by that of the sloth rules. Targets: our rules never page later than the sloth rules. The median ratio is at most 0.8. Our rules page within 60 s if half of the requests fail. They miss no fault for which the sloth rules page. Their page resolves within 360 s.",
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
        `Both sets of rules page for ${ratios.length} faults. For these faults the median ratio is ${fixed(median(ratios), 2)}, and the highest ratio is ${fixed(Math.max(...ratios), 2)}. Our rules miss ${missed} faults for which the sloth rules page.`,
      ],
    };
  },
};
