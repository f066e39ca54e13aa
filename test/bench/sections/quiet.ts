import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../../stacks/config/errors";
import { alerts } from "../../../stacks/local/prometheus";
import { heartbeat, messages } from "../../../stacks/local/receiver";
import { openStack } from "../../../stacks/local/stack";
import { fixed, type Section } from "../section";

const minutes = 30;
const every = 5000;

/** What was seen in some minutes without a fault. */
export interface Watched {
  beats: number;
  longestWithout: number;
  /** Alerts seen pending or firing, with the seconds they were active. */
  readonly active: Map<string, number>;
}

/** Looks at the alerts and the heartbeat until a moment (milliseconds since the epoch). */
export async function watch(prometheus: string, receiver: string, until: number, say: (line: string) => void): Promise<Watched> {
  const seen: Watched = { beats: 0, longestWithout: 0, active: new Map() };
  const first = (await heartbeat(receiver))?.count ?? 0;
  let reported = Date.now();
  while (Date.now() < until) {
    const beat = await heartbeat(receiver);
    seen.beats = (beat?.count ?? first) - first;
    seen.longestWithout = Math.max(seen.longestWithout, beat?.ageSeconds ?? Number.POSITIVE_INFINITY);
    for (const { labels, state } of (await alerts(prometheus)) ?? []) {
      const name = `${labels["alertname"] ?? "?"} of ${labels["service"] ?? "?"} (${labels["severity"] ?? "?"}, ${state})`;
      if (labels["alertname"] !== "DeadMansSwitch") seen.active.set(name, (seen.active.get(name) ?? 0) + every / 1000);
    }
    if (Date.now() - reported > 300_000) {
      reported = Date.now();
      say(`${Math.round((until - reported) / 60_000)} min left; active so far: ${[...seen.active.keys()].join(", ") || "nothing"}`);
    }
    await sleep(every);
  }
  return seen;
}

/** Watches the healthy demo. The stack must be running, and nothing may disturb it during the measurement. */
export const quiet: Section = {
  name: "quiet",
  title: "Quiet minutes",
  about: `The local stack with its demo and load, undisturbed for ${minutes} minutes: the notifications that on-call received. Target R5: none except the dead man's switch.`,
  onlyWhenNamed: true,
  run: async ({ root, say }) => {
    const { programs } = await openStack(root);
    const receiver = programs.needed("receiver");
    const began = Date.now();
    const seen = await watch(programs.needed("prometheus"), receiver, began + minutes * 60_000, say);
    const sent = await messages(receiver, began);
    if (sent === undefined) throw new UserError("The receiver does not answer; `npm run status` shows what runs.");
    const others = sent.filter(({ alertname }) => alertname !== "DeadMansSwitch");
    return {
      head: ["what", "count"],
      rows: [
        ["messages to on-call", String(others.length)],
        ...others.map(({ alertname, status, labels }) => [`${alertname} ${status}, ${labels["service"] ?? "?"}`, "1"]),
        ["heartbeats of the dead man's switch", String(seen.beats)],
        ["longest time without a heartbeat, s", fixed(seen.longestWithout)],
      ],
      notes: [
        seen.active.size === 0
          ? "No alert was pending or firing at any moment."
          : `Pending or firing during the measurement: ${[...seen.active].map(([name, seconds]) => `${name} for about ${seconds} s`).join("; ")}.`,
      ],
    };
  },
};
