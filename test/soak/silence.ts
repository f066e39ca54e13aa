import { messages } from "../../stacks/local/receiver";
import { watch } from "../bench/sections/quiet";
import type { Kind } from "./kind";
import { withLocalStack } from "./local-stack";

const minutes = 30;

/** Half an hour from the end of `npm run up`: the healthy demo under load, with nothing but the dead man's switch. */
export const silence: Kind = {
  name: "silence",
  title: `the local stack and its demo for ${minutes} minutes: on-call receives nothing, and no minute passes without a heartbeat`,
  unit: "minutes",
  run: (place) =>
    withLocalStack(place, async ({ programs }) => {
      const [prometheus, receiver] = [programs.needed("prometheus"), programs.needed("receiver")];
      const began = Date.now();
      const seen = await watch(prometheus, receiver, began + minutes * 60_000, place.say);
      const sent = ((await messages(receiver, began)) ?? []).filter(({ alertname }) => alertname !== "DeadMansSwitch");
      const longest = seen.longestWithout;
      return {
        trials: minutes,
        failures: [
          ...sent.map(
            ({ alertname, labels, status, channel }) => `${channel} received ${alertname} of ${labels["service"] ?? "?"}, ${status}`,
          ),
          ...(longest > 150 ? [`no heartbeat for ${longest.toFixed(0)} s`] : []),
        ],
        figures: `${seen.beats} heartbeats, at most ${longest.toFixed(0)} s apart; pending or firing meanwhile: ${[...seen.active.keys()].join(", ") || "nothing"}.`,
      };
    }),
};
