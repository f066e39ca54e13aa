import { z } from "zod";
import { object, oneOf, unknownVariant } from "./object";
import { nameSchema } from "./schema";

const contactKinds = ["slack", "discord", "pagerduty", "webhook", "email"] as const;
const variants = [
  object({ via: z.literal("slack"), channel: nameSchema }),
  object({ via: z.literal("discord"), channel: nameSchema }),
  object({ via: z.literal("pagerduty"), service: nameSchema }),
  object({ via: z.literal("webhook"), name: nameSchema }),
  object({ via: z.literal("email"), to: z.email() }),
] as const;
/** A place where a person is reached. The address itself (URL, key) is a secret and lives in the stack's configuration under `naming.contactSecret`. */
const contact = z.discriminatedUnion("via", variants, { error: unknownVariant("via", contactKinds) });
export type Contact = z.output<typeof contact>;

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
  /** When warnings and infos are delivered; they wait until then. Critical alerts never wait. */
  workingHours: workingHours.optional(),
});
export type OwnerInput = z.input<typeof ownerSchema>;
export type Owner = z.output<typeof ownerSchema>;
