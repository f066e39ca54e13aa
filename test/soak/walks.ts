import { acceptance } from "../acceptance/acceptance";
import { walks as all } from "../acceptance/walks";
import type { Kind } from "./kind";

/** Every acceptance test alone. CI runs the same changes combined in two copies of the repository. */
export const walks: Kind = {
  name: "walks",
  title: "every change of the acceptance tests alone, each in its own copy of the repository",
  unit: "walks",
  run: async () => ({
    trials: all.length,
    failures: (await acceptance(all)).flatMap(({ name, failed }) => (failed === 0 ? [] : [`${name}: ${failed} failed`])),
  }),
};
