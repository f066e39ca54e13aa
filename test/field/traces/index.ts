import type { Trace } from "../language/trace";
import { blips } from "./blips";
import { calendar } from "./calendar";
import { databases } from "./databases";
import { deploys } from "./deploys";
import { owners } from "./owners";
import { quiet } from "./quiet";
import { restarts } from "./restarts";
import { scrapes } from "./scrapes";
import { workers } from "./workers";

/** Every trace during which no alert may page. */
export const harmless: readonly Trace[] = [
  ...deploys,
  ...restarts,
  ...quiet,
  ...blips,
  ...scrapes,
  ...owners,
  ...databases,
  ...workers,
  ...calendar,
];
