import type { Step } from "./steps";

/**
 * Returns `npm run supply -- --only <wanted>` as a step. The step prints its output as it arrives, because building from source takes
 * minutes.
 */
export const supplyStep = (name: string, wanted: readonly string[]): Step => ({
  name,
  command: "node_modules/.bin/tsx",
  args: ["stacks/supply/main.ts", "--only", wanted.join(",")],
  live: true,
});
