import { z } from "zod";
import { distinct } from "./lists";
import { object } from "./object";
import { reportedName } from "./text";
import { show } from "./units";

/**
 * The kinds of streams that the application measures, such as server-sent events and WebSocket connections. Alerts notify if too many
 * streams are closed abnormally, if open streams send no events, and if many clients lose their streams at once.
 */
export const streams = distinct(
  z.array(
    object({
      /** Name of the kind of stream, as the metrics report it in the label `stream`. */
      name: reportedName,
    }),
  ),
  ({ name }) => show(name),
).default([]);
