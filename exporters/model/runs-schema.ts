import { z } from "zod";
import { distinct } from "./lists";
import { object } from "./object";
import { reportedName } from "./text";
import { show } from "./units";

/**
 * The kinds of runs of work that the application measures, such as jobs, workflows, SAGA transactions or tool executions. Alerts notify if
 * too many runs fail, and if one runs for too long.
 */
export const runs = distinct(
  z.array(
    object({
      /** Name of the kind of run, as the metrics report it in the label `run`. */
      name: reportedName,
    }),
  ),
  ({ name }) => show(name),
).default([]);
