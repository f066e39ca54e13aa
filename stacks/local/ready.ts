import { setTimeout as sleep } from "node:timers/promises";
import { answers } from "./http";
import type { Programs } from "./programs";
import { targets } from "./prometheus";
import { heartbeat } from "./receiver";
import { readyPath } from "./status";

/** When each thing was first seen, in seconds from the start; undefined when it did not happen in time, or was not waited for. */
export interface Readiness {
  /** Every published program answers. */
  readonly programs: number | undefined;
  /** Prometheus has scraped a first target. */
  readonly firstScrape: number | undefined;
  /** Every target is up. */
  readonly allUp: number | undefined;
  /** The dead man's switch has come through rules, Alertmanager and route to the receiver: an alert would, too. */
  readonly alertReady: number | undefined;
}

async function first(condition: () => Promise<boolean>, started: number, deadline: number): Promise<number | undefined> {
  for (;;) {
    if (await condition()) return (Date.now() - started) / 1000;
    if (Date.now() > deadline) return undefined;
    await sleep(250);
  }
}

/** Whether every published program is ready. */
async function programsReady(programs: Programs): Promise<boolean> {
  const published = programs.all.flatMap(({ name, address }) => {
    const path = readyPath(name);
    return address === undefined || path === undefined ? [] : [`http://${address}${path}`];
  });
  return (await Promise.all(published.map(answers))).every(Boolean);
}

/** Waits until the programs are ready, for at most so many seconds; for a stack that has not changed, so that scrapes and heartbeats go on as before. */
export async function waitUntilProgramsReady(programs: Programs, started: number, withinSeconds: number): Promise<Readiness> {
  const ready = await first(() => programsReady(programs), started, Date.now() + withinSeconds * 1000);
  return { programs: ready, firstScrape: undefined, allUp: undefined, alertReady: undefined };
}

/** Waits until the stack works, for at most so many seconds; `started` (milliseconds) is when the work began. */
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
