import { z } from "zod";
import { contact } from "./contact";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";

export type { Contact } from "./contact";

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: "a time of day is wanted, like 09:00" });

const workingHours = object({
  /** IANA name, e.g. `Europe/Berlin`. */
  timeZone: z.string().min(1),
  days: z.array(oneOf(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])).min(1),
  from: clock,
  to: clock,
});
export type WorkingHours = z.output<typeof workingHours>;

export const ownerSchema = object({
  id: nameSchema,
  title: z.string().min(1),
  contacts: object({
    /** Reached at any hour. */
    critical: z.array(contact).min(1, { error: "got an empty list; nobody is reached: name at least one contact" }),
    warning: z.array(contact).min(1, { error: "got an empty list; nobody is reached: name at least one contact" }),
    info: z.array(contact).min(1, { error: "got an empty list; nobody is reached: name at least one contact" }),
  }),
  /**
   * When warnings and infos are sent; they wait until then. Critical alerts never wait. What still fires is sent again when the hours begin; an end outside of them is
   * not sent.
   */
  workingHours: workingHours.optional(),
});
export type OwnerInput = z.input<typeof ownerSchema>;
export type Owner = z.output<typeof ownerSchema>;
