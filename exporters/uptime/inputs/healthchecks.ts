import { z } from "zod";

/** Inputs of a check. */
export const checkInputs = {
  /** Name of the check. */
  name: z.string().min(1).max(100),
  /** What it is called in addresses; one check of the project for each. */
  slug: z.string().regex(/^[a-z0-9_-]{1,100}$/, { error: "small letters, digits, - and _ are expected" }),
  /** What it is for; nothing by default. */
  description: z.string().default(""),
  /** Tags; none by default. */
  tags: z.array(z.string().regex(/^\S+$/, { error: "a tag has no spaces" })).default([]),
  /** Seconds within which a ping must come, 60 to 31536000; or `schedule`. */
  timeoutSeconds: z.int().min(60).max(31_536_000).optional(),
  /** When a ping must come, in the five fields of cron; or `timeoutSeconds`. */
  schedule: z.string().min(9).optional(),
  /** Time zone of `schedule`; UTC by default. */
  timezone: z.string().default("UTC"),
  /** Seconds that a ping may be late, 60 at least; 3600 by default. */
  graceSeconds: z.int().min(60).max(31_536_000).default(3600),
  /** Ids of the integrations that are notified, or `*` for all (default). */
  channels: z.array(z.string()).default(["*"]),
};
export type CheckInputs = z.input<z.ZodObject<typeof checkInputs>>;
