import { z } from "zod";
import { nameSchema } from "./name";
import { object, unknownVariant } from "./object";

const contactKinds = ["slack", "discord", "pagerduty", "webhook", "email"] as const;
const variants = [
  object({ via: z.literal("slack"), channel: nameSchema }),
  object({ via: z.literal("discord"), channel: nameSchema }),
  object({ via: z.literal("pagerduty"), service: nameSchema }),
  object({ via: z.literal("webhook"), name: nameSchema }),
  object({ via: z.literal("email"), to: z.email() }),
] as const;

/** A place where a person is reached. The address itself (URL, key) is a secret and lives in the stack's configuration under `naming.contactSecret`. */
export const contact = z.discriminatedUnion("via", variants, { error: unknownVariant("via", contactKinds) });
export type Contact = z.output<typeof contact>;
