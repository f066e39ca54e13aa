import { engineTests } from "../support/engine-tests";
import { rotatingTests } from "../support/rotation";
import { commands } from "./commands";
import { drills } from "./drills";
import { gateway } from "./gateway";
import { jestKind } from "./jest-kind";
import type { Kind } from "./kind";
import { silence } from "./silence";
import { walks } from "./walks";

const kills = 100;

/** All kinds of soak tests, in the order in which they run. */
export const kinds: readonly Kind[] = [
  jestKind({
    name: "robust",
    title: "every transformation of every scenario of every alert",
    unit: "alerts",
    tests: engineTests("robust"),
  }),
  jestKind({
    name: "kills",
    title: "`pulumi up` killed while vendors' resources change: one more run leaves no duplicate and no orphan",
    unit: "kills",
    tests: engineTests("vendors-kills"),
    env: { VENDOR_KILLS: String(kills) },
    trials: kills,
  }),
  jestKind({
    name: "upgrades",
    title: "a deployment of the first commit with volumes, on Docker and on the API server, then this one: nothing is replaced or lost",
    unit: "tests",
    tests: engineTests("upgrade-docker", "upgrade-kubernetes"),
  }),
  jestKind({
    name: "engine",
    title: "the engine tests that take turns in CI: changes on Docker, vendors, Kubernetes, gateway and viewer",
    unit: "tests",
    tests: engineTests(...rotatingTests),
  }),
  gateway,
  commands,
  drills,
  silence,
  walks,
];
