import { adminCommands, failedCommands, localCommands } from "../engine/runbook";
import type { Kind } from "./kind";
import { withLocalStack } from "./local-stack";

/**
 * The commands of the runbook that can be run on the local stack as they are, and some commands of an administrator. CI runs a quarter of
 * the runbook's commands at each commit.
 */
export const commands: Kind = {
  name: "commands",
  title: "every command of the runbook on the local stack, as it can be pasted",
  unit: "commands",
  run: (place) =>
    withLocalStack(place, async () => {
      const lines = localCommands();
      const failed = [...(await failedCommands(lines)), ...(await failedCommands(adminCommands, { atOnce: 1 }))];
      return {
        trials: lines.length + adminCommands.length,
        failures: failed.map(
          ({ line, code, output }) => `${line}: exit ${code ?? "by a signal"}: ${output.trim().split("\n").at(-1) ?? ""}`,
        ),
      };
    }),
};
