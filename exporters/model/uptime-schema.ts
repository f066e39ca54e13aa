import { z } from "zod";
import { httpUrl, requestPath } from "./address";
import { longestGap, parseCron } from "./cron";
import { jsonPath, jsonValue, plainText } from "./json-schema";
import { distinct } from "./lists";
import { nameSchema } from "./name";
import { object, oneOf } from "./object";
import { isRe2 } from "./re2";
import { namesSecret } from "./secrets";
import { line, prose } from "./text";
import { timeZone } from "./time-zone";
import { formatDuration, positiveDuration, show } from "./units";

const bodyPattern = z.string().refine(isRe2, {
  error: (issue) =>
    `got ${show(issue.input)}; expected an RE2 regular expression (no look-ahead, no back reference), like: "status":\\s*"ok"`,
});

/** A header that usually carries a secret is refused, because headers are rendered into files. */
const headerName = z
  .string()
  .regex(/^[A-Za-z0-9-]+$/, { error: ({ input }) => `got ${show(input)}; expected a header name like "Accept-Language"` })
  .refine((name) => !namesSecret(name), {
    error: ({ input }) =>
      `got the header ${show(input)}, whose secret would be readable in rendered files and at vendors: remove it, and check an address that needs no secret`,
  });

const headerValue = z
  .string()
  .regex(/^[^\r\n$]*$/, { error: ({ input }) => `got ${show(input)}; expected a single line without $` })
  .refine((value) => !/^(basic|bearer|token|digest)\s/i.test(value), {
    error:
      "got credentials, which would be readable in rendered files and at vendors: remove the header, and check an address that needs no secret",
  });

/** Expected value that allows every value. The body must still contain the path. */
export const anyValue = "*";

const jsonAssertion = z
  .record(
    jsonPath,
    z.union([z.literal(anyValue), jsonValue, distinct(z.array(jsonValue).min(1))], {
      error: ({ input }) =>
        `got ${show(input)}; expected a text, a number, true, false, a list of these, or "*" for any value; write the path of a nested value as "checks.postgres"`,
    }),
  )
  .refine((expected) => Object.keys(expected).length > 0, {
    error: 'got no value; write the values that a healthy body has, like { status: "ok" }, or remove json',
  })
  .superRefine((expected, context) => {
    const paths = Object.keys(expected);
    for (const inner of paths)
      for (const outer of paths.filter((other) => inner.startsWith(`${other}.`) && expected[other] !== anyValue))
        context.addIssue({
          code: "custom",
          path: [inner],
          message: `got a value within ${show(outer)}, for which the check expects a single value; no body has both: remove one of them`,
        });
  });

/** Regions from which Better Stack can check. */
export const regions = ["us", "eu", "as", "au"] as const;

/** A check: a URL that must respond with the expected status and body. */
export const uptimeCheck = object({
  /** Name of the check, unique in its service. Default: `health`. */
  name: nameSchema.default("health"),
  /** Former name of a renamed check. Its objects at vendors keep their history. Remove the field after every stack is updated. */
  renamedFrom: nameSchema.optional(),
  /** Path on the service. Set either `path` or `url`. */
  path: requestPath.optional(),
  /** Full URL to check. Set either `path` or `url`. */
  url: httpUrl.optional(),
  /** Port on which the service serves `path`. Required with `path`, but refused with `reachedBy: "push"`. Refused with `url`. */
  port: z.int().min(1).max(65_535).optional(),
  /** HTTP method of the request. Default: `GET`. */
  method: oneOf(["GET", "HEAD", "POST"]).default("GET"),
  /** Request headers. Never put a secret here: headers are rendered into files, and vendors display them. */
  headers: z.record(headerName, headerValue).default({}),
  /** Expected HTTP statuses; the response must have one of them. Default: 200. */
  status: distinct(z.array(z.int().min(100).max(599)).min(1)).default([200]),
  /**
   * Expected values in a JSON body, by dotted path: one value, a list of allowed values, or `*` for any value. A response with status 200
   * then fails the check if, for example, its body reports `"degraded"`.
   */
  json: jsonAssertion.optional(),
  /** String that the body must contain. */
  keyword: plainText
    .refine((text) => text === "" || text.trim() !== "", {
      error: ({ input }) => `got ${show(input)}; expected a text that only a healthy response contains`,
    })
    .optional(),
  /**
   * RE2 regular expression that the body must match. Only blackbox_exporter supports it. Gatus supports `json` and `keyword`. Sentry and
   * each external monitor support at least one of `json` and `keyword`.
   */
  body: bodyPattern.optional(),
  /**
   * With `down`, the default, a redirect fails the check, because redirects usually lead to a login page. A redirect passes if `status`
   * contains its status. With `follow`, the check follows redirects. The setting does not apply to Sentry.
   */
  redirects: oneOf(["down", "follow"]).default("down"),
  /**
   * Check interval of Gatus, Sentry and external monitors. Default: one minute, or for an external monitor the minimum of the vendor's plan
   * if that is longer. Probes of blackbox_exporter run at the environment's scrape interval.
   */
  interval: positiveDuration.optional(),
  /** Timeout of a check. Default: 5 s. Probes of blackbox_exporter also end at the scrape timeout. */
  timeout: positiveDuration.default(5),
  /**
   * Consecutive failures before Gatus, Sentry and external monitors notify. Default: enough failures to span two minutes, so that a restart
   * does not page. If the vendor's plan notifies at the first failure, the external monitor pages only with `failures: 1`.
   */
  failures: z.int().min(1).max(10).optional(),
  /**
   * Regions from which Better Stack checks. Other monitors ignore the field. The catalogue refuses regions with `outside: false`, and if
   * Better Stack does not monitor the system in any environment. Default: all regions.
   */
  regions: distinct(z.array(oneOf(regions))).default([]),
  /** Whether an external monitor also runs the check. Default: true. */
  outside: z.boolean().default(true),
  /** Whether the public status page shows the check. Default: false. */
  public: z.boolean().default(false),
  /** Heading under which the status page shows the check. Default: the system's title. */
  group: line.optional(),
  /** Whether Sentry also runs the check. Each of Sentry's pricing plans includes one uptime monitor. Default: false. */
  sentry: z.boolean().default(false),
  /**
   * Severity of the alerts that Prometheus, Gatus and external monitors send about a failure. With `warning`, a failure notifies the
   * contacts for warnings and starts no automation. At least one check of a service must be `critical`. Default: `critical`.
   */
  severity: oneOf(["critical", "warning"]).default("critical"),
  /**
   * Whether a failure means that the service is down. Only such a failure inhibits alerts of the services that depend on the service.
   * Requires severity `critical`. Default: true for the check `health`, false for all others.
   */
  meansDown: z.boolean().optional(),
});
/** A parsed check of a service. */
export type UptimeCheck = z.output<typeof uptimeCheck>;

/** Whether a failure of the check means that the service is down. */
export const meansDown = (check: Pick<UptimeCheck, "name" | "meansDown">): boolean => check.meansDown ?? check.name === "health";

const schedule = z.string().superRefine((text, context) => {
  const parsed = parseCron(text);
  const mistake =
    "mistake" in parsed
      ? parsed.mistake
      : longestGap(parsed) === undefined
        ? "no such day exists: use a day that the month has"
        : undefined;
  if (mistake !== undefined) context.addIssue({ code: "custom", message: `got ${show(text)}; ${mistake}` });
});

/**
 * Returns the longest expected time between two successful runs of a job, in seconds: `every`, or the longest gap in `schedule`. Adds an
 * issue if the two differ or both are missing.
 */
function everyOf(
  { every, schedule: text }: { readonly every?: number | undefined; readonly schedule?: string | undefined },
  context: z.RefinementCtx,
): number {
  const parsed = text === undefined ? undefined : parseCron(text);
  const gap = parsed === undefined || "mistake" in parsed ? undefined : longestGap(parsed);
  if (gap === undefined && every === undefined)
    context.addIssue({
      code: "custom",
      path: ["every"],
      message: 'got neither every nor schedule; give the job\'s schedule, or the longest time between two runs, like every: "1d"',
    });
  if (gap !== undefined && every !== undefined && gap !== every)
    context.addIssue({
      code: "custom",
      path: ["every"],
      message: `got ${formatDuration(every)}; the longest time between two runs of the schedule ${show(text)} is ${formatDuration(gap)}: remove every`,
    });
  return every ?? gap ?? 0;
}

/** A recurring job that sends a heartbeat when it succeeds. */
export const job = object({
  /** Name of the job, unique in its service. */
  name: nameSchema,
  /** Former name of a renamed job. Its objects at vendors keep their history. Remove the field after every stack is updated. */
  renamedFrom: nameSchema.optional(),
  description: prose,
  /** Longest expected time between two successful runs. Required without `schedule`; otherwise derived from `schedule`. */
  every: positiveDuration.optional(),
  /**
   * Maximum delay of a heartbeat after the due time, including the duration of the run. Default: an eighth of `every`, at least one minute.
   * With a schedule, a heartbeat may also be early: by `grace`, but at most by a quarter of `every`.
   */
  grace: positiveDuration.optional(),
  /** Cron schedule with five fields. Without a schedule, a run is due `every` after the latest success. */
  schedule: schedule.optional(),
  /**
   * IANA name of the time zone of `schedule`. Default: UTC. In a zone with daylight saving time, the alert about a late heartbeat can fire
   * up to an hour late.
   */
  timeZone: timeZone.default("UTC"),
  /** Maximum duration of one run, only for a job with `sentry`. Default: 30 minutes. Sentry reports a longer run as failed. */
  maxRuntime: positiveDuration.optional(),
  /** Severity of the alerts about a late heartbeat and a failed run. Default: `critical`. */
  severity: oneOf(["critical", "warning"]).default("critical"),
  /** Whether Sentry also monitors the job. Each of Sentry's pricing plans includes one cron monitor. Default: false. */
  sentry: z.boolean().default(false),
}).transform((value, context) => ({ ...value, every: everyOf(value, context) }));
/** A parsed job of a service. */
export type Job = z.output<typeof job>;

/** How late a job's heartbeat may be, in seconds. */
export const graceOf = ({ every, grace }: Pick<Job, "every" | "grace">): number => grace ?? Math.max(60, Math.round(every / 8));

/** How early the heartbeat of a job with a schedule may be, in seconds. */
export const earlyOf = (job: Pick<Job, "every" | "grace">): number => Math.min(graceOf(job), Math.floor(job.every / 4));
