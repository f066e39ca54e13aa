import { z } from "zod";
import { distinct } from "./lists";
import { object } from "./object";
import { reportedName } from "./text";
import { show } from "./units";

/**
 * The groups of workers that serve the requests of the application, such as the processes of gunicorn. An alert notifies if nearly all
 * workers of a group are busy.
 */
export const workerGroups = distinct(
  z.array(
    object({
      /** Name of the group, as the metrics report it in the label `worker_group`. */
      name: reportedName,
    }),
  ),
  ({ name }) => show(name),
).default([]);
