import { openStack } from "../../../stacks/local/stack";
import { fixed, type Section } from "../section";
import { undisturbed } from "../undisturbed";

const minutes = 30;

/** Watches the healthy demo. The stack must be running. Do not disturb it during the measurement. */
export const quiet: Section = {
  name: "quiet",
  title: "Quiet minutes",
  about: `The local stack runs with its demo and load for ${minutes} minutes, and nothing disturbs it. The table counts the notifications that on-call receives. Target: no notification except the dead man's switch.`,
  onlyWhenNamed: true,
  run: async ({ root, say }) => {
    const { programs } = await openStack(root);
    const { seen, received } = await undisturbed(programs, minutes, say);
    return {
      head: ["what", "count"],
      rows: [
        ["notifications to on-call", String(received.length)],
        ...received.map(({ alertname, status, labels }) => [`${alertname} ${status}, ${labels["service"] ?? "?"}`, "1"]),
        ["heartbeats of the dead man's switch", String(seen.beats)],
        ["longest time without a heartbeat, s", fixed(seen.longestWithout)],
      ],
      notes: [
        seen.active.size === 0
          ? "No alert was pending or firing during the measurement."
          : `Pending or firing during the measurement: ${[...seen.active].map(([name, seconds]) => `${name} for about ${seconds} s`).join("; ")}.`,
      ],
    };
  },
};
