import { setTimeout as sleep } from "node:timers/promises";
import { drillAll, drillWaits, type DrillResult } from "../../stacks/local/drill";
import { faults, type Fault } from "../../stacks/local/faults";
import { fixed, median } from "../bench/section";
import type { Kind } from "./kind";
import { withLocalStack } from "./local-stack";

/** Maximum time in seconds from the repair to the resolved notification. */
const resolvedWithin = 360;

/** Seconds before the first drill. After that time, the alerts on requests have a full five-minute window. */
const warmUp = 330;

/** Returns one sentence per failure of a drill. Empty if the alert arrived, caused the expected number of pages, and resolved in time. */
export function faultsOf({ expected }: Pick<Fault, "expected">, result: DrillResult): string[] {
  const { fault, alertname, firedAfter, resolvedAfter, pages, error } = result;
  if (error !== undefined) return [`${fault}: ${error}`];
  if (firedAfter === undefined) return [`${fault}: ${alertname} did not arrive`];
  const pageCount = expected.severity === "critical" ? 1 : 0;
  return [
    ...(resolvedAfter === undefined ? [`${fault}: ${alertname} was not resolved`] : []),
    ...(resolvedAfter !== undefined && resolvedAfter > resolvedWithin
      ? [`${fault}: resolved ${fixed(resolvedAfter)} s after the repair, ${resolvedWithin} s are allowed`]
      : []),
    ...(pages.length === pageCount
      ? []
      : [`${fault}: ${pages.length} pages instead of ${pageCount}: ${pages.map((page) => page.join(" and ")).join("; ") || "none"}`]),
  ];
}

/** Runs a drill for every fault, one after the other, so that each page belongs to one fault. */
export const drills: Kind = {
  name: "drills",
  title: `every fault on the local stack, one after the other: its alert arrives, is one page (a warning none), and resolves within ${resolvedWithin} s`,
  unit: "drills",
  run: (place) =>
    withLocalStack(place, async ({ programs, stack }) => {
      place.say("waiting 5 minutes: failed and slow requests of a new service count from then on");
      await sleep(warmUp * 1000);
      const results: DrillResult[] = [];
      const failures: string[] = [];
      const at = {
        stack,
        prometheus: programs.needed("prometheus"),
        receiver: programs.needed("receiver"),
        firingWithin: drillWaits.firing,
        resolvedWithin: drillWaits.resolved,
        say: place.say,
      };
      for (const fault of faults) {
        const done = await drillAll([fault], at);
        results.push(...done);
        failures.push(...done.flatMap((result) => faultsOf(fault, result)));
      }
      const fired = results.flatMap(({ firedAfter }) => firedAfter ?? []);
      const resolved = results.flatMap(({ resolvedAfter }) => resolvedAfter ?? []);
      return {
        trials: results.length,
        failures,
        figures: `Time to the receiver: median ${fixed(median(fired))} s, maximum ${fixed(Math.max(...fired))} s. Time to the resolved notification: median ${fixed(median(resolved))} s, maximum ${fixed(Math.max(...resolved))} s.`,
      };
    }),
};
