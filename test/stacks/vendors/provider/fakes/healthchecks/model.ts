import { z } from "zod";

const isZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

const least = 60;
const most = 31_536_000;

/** The body of a request that creates or updates a check. Durations are in seconds. */
export const checkBody = z.strictObject({
  name: z.string().max(100).optional(),
  slug: z
    .string()
    .regex(/^[a-z0-9_-]{0,100}$/, "slug does not match pattern")
    .optional(),
  tags: z.string().max(500).optional(),
  desc: z.string().optional(),
  timeout: z.int().min(least).max(most).optional(),
  grace: z.int().min(least).max(most).optional(),
  schedule: z
    .string()
    .regex(/^\S+( \S+){4}$/, "schedule is not a valid cron or onCalendar expression")
    .optional(),
  tz: z.string().refine(isZone, "tz is not a valid timezone").optional(),
  manual_resume: z.boolean().optional(),
  methods: z.enum(["", "POST"]).optional(),
  channels: z.string().optional(),
  /** The fields that identify an existing check. If there is such a check, the request updates it instead of creating a new one. */
  unique: z.array(z.enum(["name", "slug", "tags", "timeout", "grace"])).optional(),
});

/** A check as the simulated Healthchecks stores it. Durations are in seconds. */
export interface Check {
  /** The check's UUID, which is part of its ping address. */
  readonly id: string;
  readonly name: string;
  readonly slug: string;
  readonly tags: string;
  readonly desc: string;
  /** The timeout in seconds. Undefined if the check has a schedule. */
  readonly timeout: number | undefined;
  readonly grace: number;
  readonly schedule: string | undefined;
  readonly tz: string;
  readonly manual_resume: boolean;
  readonly methods: string;
  /** The IDs of the integrations to notify, separated by commas. */
  readonly channels: string;
  readonly status: "new" | "up" | "down" | "paused";
  readonly n_pings: number;
  readonly last_ping: string | null;
}

/** The fields of a check in responses. */
export const answer = z.strictObject({
  uuid: z.uuid(),
  name: z.string(),
  slug: z.string(),
  tags: z.string(),
  desc: z.string(),
  grace: z.int(),
  n_pings: z.int(),
  status: z.string(),
  started: z.boolean(),
  last_ping: z.string().nullable(),
  next_ping: z.string().nullable(),
  manual_resume: z.boolean(),
  methods: z.string(),
  ping_url: z.url(),
  update_url: z.url(),
  pause_url: z.url(),
  resume_url: z.url(),
  channels: z.string(),
  timeout: z.int().optional(),
  schedule: z.string().optional(),
  tz: z.string().optional(),
});
