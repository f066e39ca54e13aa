import { z } from "zod";
import { ownContact } from "./contact";
import { contactText, isPager } from "../receivers";
import { distinct } from "./lists";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";
import { line } from "./text";
import { timeZone } from "./time-zone";
import { show } from "./units";

export type { Contact } from "./contact";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, {
  error: (issue) => `got ${show(issue.input)}; expected a time of day from 00:00 to 24:00, like "09:00"`,
});

const workingHours = object({
  /** IANA name of the time zone, for example `Europe/Berlin`. */
  timeZone,
  /** Days of the week on which the team works. */
  days: distinct(z.array(oneOf(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])).min(1)),
  /** Start of the working hours, for example `09:00`. */
  from: clock,
  /** End of the working hours, for example `17:00`. `24:00` is the end of the day. */
  to: clock,
});
export type WorkingHours = z.output<typeof workingHours>;

const contacts = distinct(
  z.array(ownContact).min(1, { error: "got an empty list, so alerts would have no receiver: name at least one contact" }),
  contactText,
);

export const ownerSchema = object({
  /** ID of the team. It is the value of the label `owner`. */
  id: nameSchema,
  /** Display name of the team. */
  title: line,
  contacts: object({
    /**
     * Contacts for critical alerts. They are notified at any time. A critical alert about a tenant's quota notifies the contacts for
     * warnings instead, unless the threshold sets `notify`.
     */
    critical: contacts,
    /** Contacts for warnings. */
    warning: contacts,
    /** Contacts for info alerts. */
    info: contacts,
  }),
  /**
   * Hours in which the contacts for warnings and info alerts are notified. The contacts for critical alerts are notified at any time. An
   * alert that fires outside working hours is sent when working hours start, if it still fires. If an alert resolves outside working hours,
   * no resolved notification is sent. Default: alerts of all severities are sent at any time.
   */
  workingHours: workingHours.optional(),
  /**
   * Whether at least one critical contact of the team must be a pager, if a production environment has `pages: true`. With `false`, no
   * critical contact may be a pager. Default: true.
   */
  pager: z.boolean().default(true),
}).superRefine(({ contacts: { critical }, pager }, context) => {
  const pagers = critical.filter(isPager).map(contactText);
  if (pager || pagers.length === 0) return;
  context.addIssue({
    code: "custom",
    path: ["pager"],
    message: `got false, but a critical contact pages (${pagers.join(", ")}): remove the contact, or remove pager`,
  });
});
export type OwnerInput = z.input<typeof ownerSchema>;
export type Owner = z.output<typeof ownerSchema>;
