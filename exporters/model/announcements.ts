import { z } from "zod";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";

/** How an announcement is shown. */
export const announcementTypes = ["outage", "warning", "information", "operational"] as const;

/** One thing told on a status page; `npm run incident -- announce` writes them to `announcements.json`. */
export const announcementSchema = object({
  /** Environment whose page it is. */
  environment: nameSchema,
  /** System on whose status page it stands. */
  system: nameSchema,
  /** When it was made, UTC, ISO 8601. */
  at: z.iso.datetime(),
  type: oneOf(announcementTypes),
  /** What users read. */
  message: z.string().min(1).max(1000),
  /** The alert it was made from, by name; absent when a person made it. */
  alert: z.string().min(1).optional(),
  /** Old news stand below the checks, under "past". */
  archived: z.boolean().default(false),
});
/** A parsed announcement. */
export type Announcement = z.output<typeof announcementSchema>;
