import type { Step } from "./steps";

/** `npm run supply -- --only <wanted>` as a step; a build from source takes minutes, so it shows what it says as it says it. */
export const supplyStep = (name: string, wanted: readonly string[]): Step => ({
  name,
  command: "node_modules/.bin/tsx",
  args: ["stacks/supply/main.ts", "--only", wanted.join(",")],
  live: true,
});
