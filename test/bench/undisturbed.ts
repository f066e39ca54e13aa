import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../stacks/config/errors";
import type { Programs } from "../../stacks/local/programs";
import { alerts } from "../../stacks/local/prometheus";
import { heartbeat, messages, type Message } from "../../stacks/local/receiver";

const every = 5000;

interface Watched {
  beats: number;
  longestWithout: number;
  /** Seconds for which each alert was pending or firing. */
  readonly active: Map<string, number>;
}

/** Observes the alerts and the heartbeat until `until` (milliseconds since the epoch). */
async function watch(prometheus: string, receiver: string, until: number, say: (line: string) => void): Promise<Watched> {
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

/**
 * Watches alerts and heartbeats for `minutes` without causing a fault. Returns what it observed, and the notifications that reached the
 * receiver. The alerts and the notifications do not include `DeadMansSwitch`. Throws UserError if Prometheus or the receiver is not
 * published, or if the receiver does not respond at the end.
 */
export async function undisturbed(
  programs: Programs,
  minutes: number,
  say: (line: string) => void,
): Promise<{ readonly seen: Watched; readonly received: readonly Message[] }> {
  const receiver = programs.needed("receiver");
  const began = Date.now();
  const seen = await watch(programs.needed("prometheus"), receiver, began + minutes * 60_000, say);
  const sent = await messages(receiver, began);
  if (sent === undefined) throw new UserError("The receiver does not answer; `npm run status` shows what runs.");
  return { seen, received: sent.filter(({ alertname }) => alertname !== "DeadMansSwitch") };
}
