import type { Clock } from "../../../../stacks/vendors/provider/client/budget";

/** A simulated clock that starts at `start` (milliseconds since the epoch). Sleeping advances the time immediately. */
export function fakeClock(start = 1_000_000): Clock {
  let time = start;
  return {
    now: () => time,
    sleep: (ms) => {
      time += ms;
      return Promise.resolve();
    },
  };
}
