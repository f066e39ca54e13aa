import { z } from "zod";
import { distinct } from "./lists";
import { object } from "./object";
import { reportedName } from "./text";
import { show } from "./units";

/** Loops of the application outside of queues, such as a poller. Alerts notify if a loop stops, or finds no new items for too long. */
export const loops = distinct(
  z.array(
    object({
      /** Name of the loop, as the metrics report it in the label `loop`. */
      name: reportedName,
    }),
  ),
  ({ name }) => show(name),
).default([]);
