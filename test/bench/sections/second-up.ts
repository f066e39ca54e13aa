import { UserError } from "../../../stacks/config/errors";
import { pulumi } from "../../../stacks/local/pulumi";
import { localPulumi, localStack, openStack } from "../../../stacks/local/stack";
import { fixed, median, share, type Section } from "../section";

const times = 3;
const target = 5;

export const secondUp: Section = {
  name: "second-up",
  title: "Second up without changes",
  about: `The table shows a \`pulumi up\` of the running stack \`${localStack}\` without changes. The time is the median of ${times} runs. Target: ${target} s, and no resource changes.`,
  run: async ({ root, say }) => {
    await openStack(root);
    const call = await localPulumi(root);
    // `up --expect-no-changes` fails only after it has made changes. A preview therefore checks first.
    await pulumi(call, ["preview", "--non-interactive", "--stack", localStack, "--suppress-outputs", "--expect-no-changes"]).catch(() => {
      throw new UserError("`pulumi up` would change something now; run `npm run up` first.");
    });
    const seconds: number[] = [];
    let unchanged = "";
    for (let time = 0; time < times; time += 1) {
      const started = Date.now();
      const output = await pulumi(call, [
        "up",
        "--yes",
        "--skip-preview",
        "--non-interactive",
        "--stack",
        localStack,
        "--suppress-outputs",
        "--expect-no-changes",
      ]);
      seconds.push((Date.now() - started) / 1000);
      unchanged = /(\d+) unchanged/.exec(output)?.[1] ?? "0";
      say(`up ${time + 1} of ${times}: ${fixed(seconds.at(-1))} s`);
    }
    return {
      head: ["resources unchanged", "changes", "seconds", "share"],
      rows: [[unchanged, "0", fixed(median(seconds)), share(median(seconds), target)]],
    };
  },
};
