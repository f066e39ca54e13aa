import { z } from "zod";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";
import { duration, show } from "./units";

const path = z.string().startsWith("/");

function isRe2(text: string): boolean {
  try {
    return new RegExp(text.replace(/^\(\?[imsU]+\)/, "")).source !== "" && !/\(\?<?[=!]|\\[1-9]/.test(text);
  } catch {
    return false;
  }
}

const bodyPattern = z.string().refine(isRe2, {
  error: (issue) =>
    `got ${show(issue.input)}; expected an RE2 regular expression (no look-ahead, no back reference), like: "status":\\s*"ok"`,
});

/** Gatus compares with `a == b`, splits lists at commas and treats `*?[]\` as wildcards. */
const plainText = z.string().regex(/^(?!.* (?:==|!=|<=|>=|<|>) )[^*?[\]\\,$\n]{1,200}$/, {
  error: (issue) =>
    `got ${show(issue.input)}; expected 1 to 200 characters, without any of * ? [ ] \\ , $ and without a comparison like " == ", which not every monitor supports`,
});
const value = z.union([plainText, z.number(), z.boolean()]);

/** Matches any existing value. */
export const anyValue = "*";

const jsonAssertion = z.record(
  z.string().regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, { error: 'expected a path of names separated by dots, like "checks.postgres"' }),
  z.union([z.literal(anyValue), value, z.array(value).min(1)]),
);

/** Regions of external monitors, where the vendor has a choice. */
export const regions = ["us", "eu", "as", "au"] as const;

/** A health check: one URL that must respond with the expected status and body. */
export const uptimeCheck = object({
  name: nameSchema.default("health"),
  /** Path on the service, or a full URL for an endpoint elsewhere. */
  path: path.optional(),
  url: z.url().optional(),
  /** Port of the service when `path` is given. */
  port: z.int().min(1).max(65_535).optional(),
  method: oneOf(["GET", "HEAD", "POST"]).default("GET"),
  /** Request headers. Never a secret: they are rendered, and vendors show them. */
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[^\r\n$]*$/)).default({}),
  status: z.array(z.int().min(100).max(599)).default([200]),
  /** Expected values in a JSON body, by dotted path: one value, several allowed values, or `*` for any. With it, `200` with `"degraded"` can count as down. */
  json: jsonAssertion.optional(),
  /** Text that the body must contain. */
  keyword: plainText.optional(),
  /** A regular expression that the body must match. Only blackbox_exporter supports it; every monitor supports `json` and `keyword`. */
  body: bodyPattern.optional(),
  /** With `down`, a redirect fails the check, because it usually leads to a login page; with `follow`, the redirect's target is checked. */
  redirects: oneOf(["down", "follow"]).default("down"),
  /** Check interval of Gatus and of external monitors. Default: one minute, or the shortest that the vendor's plan allows. Probes run with every scrape. */
  interval: duration.optional(),
  /** Timeout of a check. Default: 5 s. A probe is also limited by the scrape timeout. */
  timeout: duration.default(5),
  /** Consecutive failures before Gatus and external monitors report it as down. Default: 2, or the fewest that the vendor's plan allows. */
  failures: z.int().min(1).max(10).optional(),
  /** Regions of external monitors. Default: the vendor's choice. */
  regions: z.array(oneOf(regions)).default([]),
  /** Whether an external monitor runs it too, in addition to the probe from inside. */
  outside: z.boolean().default(true),
  /** Whether it is shown on the public status page. */
  public: z.boolean().default(false),
  /** Its heading on the status page. Default: the system's title. */
  group: z.string().min(1).optional(),
  /** Whether Sentry's uptime monitor runs it too; Sentry's plan includes one monitor. */
  sentry: z.boolean().default(false),
  /** Whether a failure means that the service is down: only then its alert inhibits those of dependents. Default: true for the check `health`, else false. */
  meansDown: z.boolean().optional(),
});
/** One parsed check of a service. */
export type UptimeCheck = z.output<typeof uptimeCheck>;

/** Whether the service is down when the check fails. */
export const meansDown = (check: Pick<UptimeCheck, "name" | "meansDown">): boolean => check.meansDown ?? check.name === "health";

const cronFields = /^(\S+\s+){4}\S+$/;

/** A recurring job that sends a heartbeat when it succeeds. */
export const job = object({
  name: nameSchema,
  description: z.string().min(1),
  /** The longest normal time between two successes. */
  every: duration,
  /** How late a heartbeat may be beyond that. Default: an eighth of it, at least a minute. */
  grace: duration.optional(),
  /** Cron schedule of five fields, if any. With it Sentry knows when each run is due. */
  schedule: z
    .string()
    .regex(cronFields, { error: (issue) => `got ${show(issue.input)}; expected the five fields of a cron schedule, like "0 3 * * *"` })
    .optional(),
  /** IANA name of the schedule's time zone. */
  timeZone: z.string().min(1).default("UTC"),
  /** Maximum duration of one run; Sentry reports a longer one as failed. */
  maxRuntime: duration.default(1800),
  /** Severity of a late heartbeat. */
  severity: oneOf(["critical", "warning"]).default("critical"),
  /** Whether Sentry's cron monitor watches it too; Sentry's plan includes one monitor. */
  sentry: z.boolean().default(false),
});
/** One parsed job of a service. */
export type Job = z.output<typeof job>;

/** Seconds a job may be late. */
export const graceOf = ({ every, grace }: Pick<Job, "every" | "grace">): number => grace ?? Math.max(60, Math.round(every / 8));
