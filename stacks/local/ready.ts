import { setTimeout as sleep } from "node:timers/promises";
import { answers } from "./http";
import type { Programs } from "./programs";
import { targets } from "./prometheus";
import { heartbeat } from "./receiver";
import { readyPath } from "./status";

/**
 * Seconds from the start of `pulumi up` until each state was reached. Undefined if the state was not reached in time, or if `npm run up`
 * did not wait for it.
 */
export interface Readiness {
  /** Every published program is ready. */
  readonly programs: number | undefined;
  /** The first target is up. */
  readonly firstScrape: number | undefined;
  /** Every target is up. */
  readonly allUp: number | undefined;
  /** A heartbeat of the dead man's switch has reached the receiver. The heartbeat passes through Alertmanager, as every alert does. */
  readonly alertReady: number | undefined;
}

async function first(condition: () => Promise<boolean>, started: number, deadline: number): Promise<number | undefined> {
  for (;;) {
    if (await condition()) return (Date.now() - started) / 1000;
    if (Date.now() > deadline) return undefined;
    await sleep(250);
  }
}

async function programsReady(programs: Programs): Promise<boolean> {
  const published = programs.all.flatMap(({ name, address }) => {
    const path = readyPath(name);
    return address === undefined || path === undefined ? [] : [`http://${address}${path}`];
  });
  return (await Promise.all(published.map(answers))).every(Boolean);
}

/**
 * Waits at most `withinSeconds` until the programs are ready. An unchanged stack continues to scrape, so the other states of `Readiness`
 * need no check.
 */
export async function waitUntilProgramsReady(programs: Programs, started: number, withinSeconds: number): Promise<Readiness> {
  const ready = await first(() => programsReady(programs), started, Date.now() + withinSeconds * 1000);
  return { programs: ready, firstScrape: undefined, allUp: undefined, alertReady: undefined };
}

/**
 * Waits at most `withinSeconds` until all states of `Readiness` are reached. Without the demo's receiver, does not wait for a heartbeat.
 * `started` is the start of the update in milliseconds since the epoch. Throws UserError when Prometheus is not published.
 */
export async function waitUntilReady(programs: Programs, started: number, withinSeconds: number): Promise<Readiness> {
  const deadline = Date.now() + withinSeconds * 1000;
  const prometheus = programs.needed("prometheus");
  const receiver = programs.url("receiver");
  const [ready, firstScrape, allUp, alertReady] = await Promise.all([
    first(() => programsReady(programs), started, deadline),
    first(async () => ((await targets(prometheus)) ?? []).some((target) => target.health === "up"), started, deadline),
    first(
      async () => {
        const all = (await targets(prometheus)) ?? [];
        return all.length > 0 && all.every((target) => target.health === "up");
      },
      started,
      deadline,
    ),
    receiver === undefined
      ? Promise.resolve(undefined)
      : first(async () => ((await heartbeat(receiver))?.lastReceivedAt ?? 0) >= started, started, deadline),
  ]);
  return { programs: ready, firstScrape, allUp, alertReady };
}
