import type { Metrics } from "../exposition";
import type { Program } from "../programs";
import { withCleanup } from "./cleanup";
import { Recorded, type Harness } from "./context";
import { recordLibraries } from "./libraries";
import { recordTrouble } from "./trouble";

/** What programs expose that are started for this on loopback, and stopped again. */
export const recordHarness = (options: Omit<Harness, "cleanup">): Promise<ReadonlyMap<Program, Metrics>> =>
  withCleanup(async (cleanup) => {
    const harness = { ...options, cleanup };
    const recorded = new Recorded(() => undefined);
    for (const part of [recordLibraries, recordTrouble])
      for (const [program, metrics] of (await part(harness)).metrics) recorded.put(program, metrics, "");
    return recorded.metrics;
  });
