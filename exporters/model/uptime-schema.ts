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
    `got ${show(issue.input)}; a regular expression that RE2 knows is wanted (no look-ahead, no back reference), like: "status":\\s*"ok"`,
});

/** Gatus compares by `a == b`, splits lists at commas and reads `*?[]\` as wild cards. */
const plainText = z.string().regex(/^(?!.* (?:==|!=|<=|>=|<|>) )[^*?[\]\\,$\n]{1,200}$/, {
  error: (issue) =>
    `got ${show(issue.input)}; 1 to 200 characters are wanted, without any of * ? [ ] \\ , $ and without a comparison like " == "; not every monitor can look for those`,
});
const value = z.union([plainText, z.number(), z.boolean()]);

/** Matches any value that is there. */
export const anyValue = "*";

const jsonAssertion = z.record(
  z
    .string()
    .regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/, { error: 'a path of names with dots between them is wanted, like "checks.postgres"' }),
  z.union([z.literal(anyValue), value, z.array(value).min(1)]),
);

/** Regions that outside monitors check from, where the vendor lets one choose. */
export const regions = ["us", "eu", "as", "au"] as const;

/** A check from outside: one URL that must answer with the wanted status and body. */
export const uptimeCheck = object({
  name: nameSchema.default("health"),
  /** Path on the service, or a whole URL for what lives elsewhere. */
  path: path.optional(),
  url: z.url().optional(),
  /** Port of the service when `path` is given. */
  port: z.int().min(1).max(65_535).optional(),
  method: oneOf(["GET", "HEAD", "POST"]).default("GET"),
  /** Headers that are sent along. Never a secret: they are rendered, and vendors show them. */
  headers: z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[^\r\n$]*$/)).default({}),
  status: z.array(z.int().min(100).max(599)).default([200]),
  /** What a JSON body must say, by dotted path: the value, one of several values, or `*` for any; `200` with `"degraded"` is down when this says so. */
  json: jsonAssertion.optional(),
  /** Text that the body must hold. */
  keyword: plainText.optional(),
  /** A regular expression the body must match. Only blackbox_exporter understands it; `json` and `keyword` are understood by every monitor. */
  body: bodyPattern.optional(),
  /** A redirect is `down`, because it leads to a login more often than not; `follow` judges what it leads to. */
  redirects: oneOf(["down", "follow"]).default("down"),
  /** Time between two checks of Gatus and of outside monitors; by default a minute, or the least the vendor's plan allows. Probes run with every scrape. */
  interval: duration.optional(),
  /** How long an answer may take; 5 s by default. A probe waits no longer than a scrape may take. */
  timeout: duration.default(5),
  /** Failures in a row before Gatus and outside monitors call it down; by default 2, or the least the vendor's plan allows. */
  failures: z.int().min(1).max(10).optional(),
  /** Where outside monitors check from; the vendor's choice by default. */
  regions: z.array(oneOf(regions)).default([]),
  /** Whether an outside vendor checks it too, beside the probe from inside. */
  outside: z.boolean().default(true),
  /** Whether it is shown on the public status page. */
  public: z.boolean().default(false),
  /** Heading it stands under on the status page; the system's title by default. */
  group: z.string().min(1).optional(),
  /** Whether Sentry's uptime monitor checks it too; its plan includes one. */
  sentry: z.boolean().default(false),
  /** Whether the service is down when it fails: only then its alert suppresses those of dependents. By default true for the check `health`, else false. */
  meansDown: z.boolean().optional(),
});
/** One parsed check of a service. */
export type UptimeCheck = z.output<typeof uptimeCheck>;

/** Whether the service is down when the check fails. */
export const meansDown = (check: Pick<UptimeCheck, "name" | "meansDown">): boolean => check.meansDown ?? check.name === "health";

const cronFields = /^(\S+\s+){4}\S+$/;

/** Something that must happen again and again, and says so by a heartbeat when it succeeded. */
export const job = object({
  name: nameSchema,
  description: z.string().min(1),
  /** The longest time between two successes, when all is well. */
  every: duration,
  /** How much later than that it may be; an eighth of it by default, at least a minute. */
  grace: duration.optional(),
  /** Crontab of five fields, where it has one. Sentry then knows when each run is due. */
  schedule: z
    .string()
    .regex(cronFields, { error: (issue) => `got ${show(issue.input)}; five fields of a crontab are wanted, like "0 3 * * *"` })
    .optional(),
  /** IANA name of the schedule's time zone. */
  timeZone: z.string().min(1).default("UTC"),
  /** How long one run may take; Sentry calls a longer one failed. */
  maxRuntime: duration.default(1800),
  /** How bad it is when it is late. */
  severity: oneOf(["critical", "warning"]).default("critical"),
  /** Whether Sentry's cron monitor watches it too; its plan includes one. */
  sentry: z.boolean().default(false),
});
/** One parsed job of a service. */
export type Job = z.output<typeof job>;

/** Seconds a job may be late. */
export const graceOf = ({ every, grace }: Pick<Job, "every" | "grace">): number => grace ?? Math.max(60, Math.round(every / 8));
