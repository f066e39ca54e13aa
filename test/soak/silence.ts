import { undisturbed } from "../bench/undisturbed";
import type { Kind } from "./kind";
import { withLocalStack } from "./local-stack";

const minutes = 30;

/** For half an hour after `npm run up`, the healthy demo under load must cause no notification except the dead man's switch. */
export const silence: Kind = {
  name: "silence",
  title: `the local stack and its demo for ${minutes} minutes: on-call receives nothing, and a heartbeat arrives at least every 150 seconds`,
  unit: "minutes",
  run: (place) =>
    withLocalStack(place, async ({ programs }) => {
      const { seen, received } = await undisturbed(programs, minutes, place.say);
      const longest = seen.longestWithout;
      return {
        trials: minutes,
        failures: [
          ...received.map(
            ({ alertname, labels, status, channel }) => `${channel} received ${alertname} of ${labels["service"] ?? "?"}, ${status}`,
          ),
          ...(longest > 150 ? [`no heartbeat for ${longest.toFixed(0)} s`] : []),
        ],
        figures: `${seen.beats} heartbeats, at most ${longest.toFixed(0)} s apart; pending or firing meanwhile: ${[...seen.active.keys()].join(", ") || "nothing"}.`,
      };
    }),
};
