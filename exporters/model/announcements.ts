import { z } from "zod";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";
import { prose } from "./text";

/** Types of announcements. The type determines how the status page shows an announcement. */
export const announcementTypes = ["outage", "warning", "information", "operational"] as const;

/** One announcement on a status page. `npm run incident -- announce` writes announcements to `announcements.json`. */
export const announcementSchema = object({
  /** ID of the environment whose status page shows the announcement. */
  environment: nameSchema,
  /** ID of the system whose status page shows the announcement. */
  system: nameSchema,
  /** Time of the announcement: ISO 8601 in UTC. */
  at: z.iso.datetime(),
  type: oneOf(announcementTypes),
  /** Text that users read on the status page. */
  message: prose.max(1000),
  /** Name of the alert that the announcement is about. Default: none. */
  alert: z.string().min(1).optional(),
  /** Whether the announcement is archived. The page shows archived announcements after the checks, under "past". Default: false. */
  archived: z.boolean().default(false),
});
/** A parsed announcement. */
export type Announcement = z.output<typeof announcementSchema>;
