import { z } from "zod";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";

/** How an announcement is shown. */
export const announcementTypes = ["outage", "warning", "information", "operational"] as const;

/** One announcement on a status page; `npm run incident -- announce` writes them to `announcements.json`. */
export const announcementSchema = object({
  /** Environment of the status page. */
  environment: nameSchema,
  /** System of the status page. */
  system: nameSchema,
  /** Time of the announcement, UTC, ISO 8601. */
  at: z.iso.datetime(),
  type: oneOf(announcementTypes),
  /** Text for users. */
  message: z.string().min(1).max(1000),
  /** Name of the alert it was created from; absent when a person wrote it. */
  alert: z.string().min(1).optional(),
  /** Archived announcements are shown below the checks, under "past". */
  archived: z.boolean().default(false),
});
/** A parsed announcement. */
export type Announcement = z.output<typeof announcementSchema>;
