import { drills } from "./drills";
import { jestKind } from "./jest-kind";
import type { Kind } from "./kind";
import { silence } from "./silence";

const engine = (name: string): string => `test/(reference-systems/)?engine/${name}\\.test\\.ts$`;
const kills = 100;

/** Every kind, the quick ones first. */
export const kinds: readonly Kind[] = [
  jestKind({
    name: "robust",
    title: "every transformation of every scenario of every alert",
    unit: "alerts",
    tests: engine("robust"),
  }),
  jestKind({
    name: "kills",
    title: "`pulumi up` killed while vendors' resources change: one more run leaves no duplicate and no orphan",
    unit: "kills",
    tests: engine("vendors-kills"),
    env: { VENDOR_KILLS: String(kills) },
    trials: kills,
  }),
  jestKind({
    name: "upgrades",
    title: "a deployment of the first commit with volumes, on Docker and on the API server, then this one: nothing is replaced or lost",
    unit: "tests",
    tests: engine("upgrade-(docker|kubernetes)"),
  }),
  drills,
  silence,
];
