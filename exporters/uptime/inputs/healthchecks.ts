import { z } from "zod";

/** Inputs of the Pulumi resource `healthchecks:Check`. */
export const checkInputs = {
  /** Name of the check in the UI of the Healthchecks server. */
  name: z.string().min(1).max(100),
  /** Slug in URLs, unique within the project. */
  slug: z.string().regex(/^[a-z0-9_-]{1,100}$/, { error: "expected lower-case letters, digits, - and _" }),
  /** Description. Default: none. */
  description: z.string().default(""),
  /** Tags. Default: none. */
  tags: z.array(z.string().regex(/^\S+$/, { error: "a tag must not contain spaces" })).default([]),
  /** Expected time between two pings in seconds, 60 to 31536000. Set either `timeoutSeconds` or `schedule`. */
  timeoutSeconds: z.int().min(60).max(31_536_000).optional(),
  /** Cron schedule of the pings, with five fields. Set either `schedule` or `timeoutSeconds`. */
  schedule: z.string().min(9).optional(),
  /** Time zone of `schedule`. Default: UTC. */
  timezone: z.string().default("UTC"),
  /** Maximum delay of a ping in seconds, 60 to 31536000. Default: 3600. */
  graceSeconds: z.int().min(60).max(31_536_000).default(3600),
  /** IDs of the integrations to notify, or `*` for all integrations. Default: `*`. */
  channels: z.array(z.string()).default(["*"]),
  /** Whether the check is paused. Default: false. A refresh detects a check that was paused in the UI. */
  paused: z.boolean().optional(),
};
export type CheckInputs = z.input<z.ZodObject<typeof checkInputs>>;
