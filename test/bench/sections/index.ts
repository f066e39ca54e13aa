import type { Section } from "../section";
import { detection } from "./detection";
import { drills } from "./drills";
import { gateway } from "./gateway";
import { harmlessTraces } from "./harmless";
import { kubernetes } from "./kubernetes";
import { logAlerts } from "./log-alerts";
import { memory } from "./memory";
import { mutation } from "./mutation";
import { objectives } from "./objectives";
import { programStart } from "./program-start";
import { quiet } from "./quiet";
import { render } from "./render";
import { rules } from "./rules";
import { sampling } from "./sampling";
import { secondUp } from "./second-up";
import { soak } from "./soak";
import { upFromNothing } from "./up-from-nothing";
import { viewer } from "./viewer";

/** Every section, in the order of the document. */
export const sections: readonly Section[] = [
  upFromNothing,
  secondUp,
  kubernetes,
  programStart,
  render,
  rules,
  detection,
  harmlessTraces,
  objectives,
  memory,
  gateway,
  sampling,
  logAlerts,
  viewer,
  drills,
  quiet,
  soak,
  mutation,
];
