import { z } from "zod";
import { distinct } from "./lists";
import { object } from "./object";
import { plainError } from "./plain-errors";
import { count, duration, formatDuration, formatQuantity, orOff, passOn, ratio, show, type Dimension, type DurationText } from "./units";

/** Alert severities, most urgent first. */
export const severities = ["critical", "warning", "info"] as const;
export type Severity = (typeof severities)[number];

/** Description of a threshold. `worse` says whether values above or below the threshold are bad. */
export interface ThresholdSpec {
  readonly dimension: Dimension;
  readonly worse: "above" | "below";
  readonly help: string;
  /** What the alert counts, and the number below which the alert does not fire. Absent if the alert needs no minimum. */
  readonly counts?: { readonly what: string; readonly least: number };
}

/** Every threshold that a service can set, by key. */
export const thresholdSpecs = {
  latencyP50: {
    dimension: "duration",
    worse: "above",
    help: "median of HTTP request duration over 5 minutes",
    counts: { what: "requests within 5 minutes", least: 30 },
  },
  latencyP95: {
    dimension: "duration",
    worse: "above",
    help: "sustained 95th percentile of HTTP request duration",
    counts: { what: "requests within 5 minutes", least: 30 },
  },
  errorRatio: {
    dimension: "ratio",
    worse: "above",
    help: "sustained share of HTTP requests with a 5xx response",
    counts: { what: "failed requests within an hour", least: 5 },
  },
  workersBusy: { dimension: "ratio", worse: "above", help: "share of a group's workers that are busy, on average over 5 minutes" },
  callErrorRatio: {
    dimension: "ratio",
    worse: "above",
    help: "sustained share of failed calls to a dependency",
    counts: { what: "failed calls within an hour", least: 5 },
  },
  callLatencyP95: {
    dimension: "duration",
    worse: "above",
    help: "95th percentile of the duration of calls to a dependency",
    counts: { what: "calls within 5 minutes", least: 30 },
  },
  rateLimitLeft: { dimension: "ratio", worse: "below", help: "share of a dependency's rate limit that is left" },
  runFailureRatio: {
    dimension: "ratio",
    worse: "above",
    help: "share of failed runs among those that ended in the last 15 minutes",
    counts: { what: "failed runs within 15 minutes", least: 1 },
  },
  runAge: { dimension: "duration", worse: "above", help: "time since the start of the oldest running run" },
  loopAge: { dimension: "duration", worse: "above", help: "time since the last iteration of a loop" },
  loopItemAge: { dimension: "duration", worse: "above", help: "time since a loop last found a new item" },
  aiFailures: { dimension: "count", worse: "above", help: "failed calls to one AI provider per minute" },
  aiErrorRatio: {
    dimension: "ratio",
    worse: "above",
    help: "sustained share of failed calls to one AI provider",
    counts: { what: "failed calls within an hour", least: 5 },
  },
  aiLatencyP95: {
    dimension: "duration",
    worse: "above",
    help: "95th percentile of the duration of calls to one AI provider",
    counts: { what: "calls within 5 minutes", least: 20 },
  },
  clientErrorRatio: {
    dimension: "ratio",
    worse: "above",
    help: "sustained share of page views with an error in the browser",
    counts: { what: "page views with an error within an hour", least: 5 },
  },
  lighthouseAge: { dimension: "duration", worse: "above", help: "time since the latest Lighthouse result of a page" },
  streamAbnormalRatio: {
    dimension: "ratio",
    worse: "above",
    help: "sustained share of abnormal closes among the closed streams",
    counts: { what: "abnormal closes within an hour", least: 5 },
  },
  streamSilence: { dimension: "duration", worse: "above", help: "time for which an open stream has sent no event" },
  queueDepth: { dimension: "count", worse: "above", help: "number of waiting jobs in a queue" },
  oldestJobAge: { dimension: "duration", worse: "above", help: "age of the oldest waiting job" },
  jobFailureRatio: {
    dimension: "ratio",
    worse: "above",
    help: "share of failed jobs among those that finished in the last 15 minutes",
    counts: { what: "failed jobs within 15 minutes", least: 5 },
  },
  connectionsUsed: { dimension: "ratio", worse: "above", help: "used share of the PostgreSQL connections available to ordinary roles" },
  poolUsed: { dimension: "ratio", worse: "above", help: "share of an application's connection pool in use" },
  replicationLag: { dimension: "duration", worse: "above", help: "time by which a standby is behind its primary" },
  queryMean: { dimension: "duration", worse: "above", help: "mean execution time of one statement over 10 minutes" },
  transactionAge: { dimension: "duration", worse: "above", help: "age of the oldest open transaction of a client (without pg_dump)" },
  redisMemory: { dimension: "ratio", worse: "above", help: "share of Redis' maxmemory in use" },
  redisLatency: {
    dimension: "duration",
    worse: "above",
    help: "mean duration of the slowest Redis command over 5 minutes (or the median ping time, if longer)",
  },
  quotaUsed: { dimension: "ratio", worse: "above", help: "share of a quota that a tenant has used" },
  certificateExpiry: { dimension: "duration", worse: "below", help: "time until the served TLS certificate expires" },
} as const satisfies Record<string, ThresholdSpec>;

export type ThresholdKey = keyof typeof thresholdSpecs;

/** Returns what the alert of a threshold counts, and the minimum. Undefined if the alert needs no minimum. */
export const countsOf = (key: ThresholdKey): ThresholdSpec["counts"] => {
  const spec: ThresholdSpec = thresholdSpecs[key];
  return spec.counts;
};

/** A service's own threshold at one severity. */
export interface OwnValue {
  /** The threshold in base units (seconds, 0..1, count). NaN (`off` in units.ts) disables the alert. */
  readonly value: number;
  /** Seconds for which the value must be beyond the threshold before the alert fires. Default: the alert's `for`. */
  readonly for?: number;
  /** Routes whose requests are measured. Default: all routes. */
  readonly routes?: readonly string[];
  /** Types of the owner's contacts (`via`) that are notified. Default: all contacts of the severity. */
  readonly notify?: readonly string[];
  /** Minimum number of the events that `counts.what` names. With fewer, the alert does not fire. Default: `counts.least`. */
  readonly least?: number;
}

interface Conditions {
  readonly for?: DurationText;
  readonly least?: number;
  readonly notify?: readonly string[];
  readonly routes?: readonly string[];
}
type Worse<Key extends ThresholdKey> = (typeof thresholdSpecs)[Key]["worse"];
/** A threshold in the catalogue: a quantity, `off`, or the quantity with conditions, e.g. `{ above: "2s", for: "15m" }`. */
export type ThresholdInput<Key extends ThresholdKey, Quantity> = Quantity | "off" | (Readonly<Record<Worse<Key>, Quantity>> & Conditions);

/** Longest `for` in seconds. A rule applies `min_over_time` or `max_over_time` to a window that is about as long as the `for`. */
const longestWait = 86_400;

const wait = duration.refine((seconds) => seconds > 0 && seconds <= longestWait, {
  error: ({ input }) => `got ${formatDuration(Number(input))}; allowed: more than 0s, up to ${formatDuration(longestWait)}`,
});

const route = z.string().regex(/^\/[^\s*"',;\\]*\*?$/, {
  error: ({ input }) =>
    `got ${show(input)}; expected a route like "/api/orders", or "/api/*" for all routes that begin with "/api/"; "*" is allowed only at the end`,
});

/** Keys of the thresholds whose series are also recorded by group of routes. */
const byRoute: readonly ThresholdKey[] = ["latencyP95"];

const names = (entry: z.ZodType<string>) => distinct(z.array(entry).min(1)).optional();

/** Schema of `least`. A number below the alert's own minimum would have no effect. */
const leastOf = ({ what, least }: NonNullable<ThresholdSpec["counts"]>) => {
  const error = ({ input }: { readonly input?: unknown }) =>
    `got ${show(input)}; expected the minimum number of ${what}, at least ${least}, because the alert never fires with fewer: write a larger number, or remove least`;
  return z.int({ error }).min(least, { error });
};

const counting = (Object.keys(thresholdSpecs) as ThresholdKey[]).filter((key) => countsOf(key) !== undefined);

/** Schema of one threshold: a quantity, `off` to disable the alert, or an object with the quantity and its conditions. */
function ownValue<Key extends ThresholdKey, Quantity extends z.ZodType<number>>(key: Key, quantity: Quantity) {
  const { worse } = thresholdSpecs[key];
  const counts = countsOf(key);
  const parts = object(
    {
      [worse]: quantity,
      for: wait.optional(),
      ...(counts === undefined ? {} : { least: leastOf(counts).optional() }),
      notify: names(z.string()),
      ...(byRoute.includes(key) ? { routes: names(route) } : {}),
    },
    {
      least: `got least on ${key}; only the alerts on ${counting.join(", ")} need a minimum number of events: remove least`,
      routes: `got routes on ${key}; only ${byRoute.join(", ")} is measured for single routes: remove routes`,
    },
  );
  return z.custom<ThresholdInput<Key, z.input<Quantity>>>().transform((written, context): OwnValue => {
    const conditional = typeof written === "object" && written !== null;
    const parsed = (conditional ? parts : orOff(quantity)).safeParse(written, { error: plainError });
    if (!parsed.success) return passOn(parsed.error, context);
    if (typeof parsed.data === "number") return { value: parsed.data };
    const { [worse]: value, ...more } = parsed.data as { readonly [name: string]: unknown };
    const given = Object.entries(more).filter(([, each]) => each !== undefined);
    return { value: Number(value), ...Object.fromEntries(given) };
  });
}

const bySeverity = <Key extends ThresholdKey, Quantity extends z.ZodType<number>>(key: Key, quantity: Quantity) => {
  const threshold = ownValue(key, quantity).optional();
  return object({ critical: threshold, warning: threshold, info: threshold }).optional();
};

/** Threshold for a share of failures. 100% or more is refused, because the alert could never fire. */
const reachable = ratio.refine((share) => share < 1, {
  error: ({ input }) =>
    `got ${formatQuantity(Number(input), "ratio")}, which no share of failures can exceed; allowed: less than 100%, or "off"`,
});

/**
 * Threshold for the used share of a limit. 0% is refused, because any use exceeds it. 100% is refused, because the alert fires only above
 * the threshold.
 */
const usedShare = ratio.refine((share) => share > 0 && share < 1, {
  error: ({ input }) =>
    `got ${formatQuantity(Number(input), "ratio")}; the alert fires above this share: allowed: more than 0% and less than 100%, or "off"`,
});

/** Threshold for the remaining share of a limit. 0% is refused, because no share is below it, and above 100% every share is. */
const leftShare = ratio.refine((share) => share > 0 && share <= 1, {
  error: ({ input }) =>
    `got ${formatQuantity(Number(input), "ratio")}; the alert fires below this share: allowed: more than 0%, up to 100%, or "off"`,
});

/** Threshold for the used share of a quota. 100% is allowed, because this alert also fires at the threshold itself. */
const quotaShare = ratio.refine((share) => share > 0 && share <= 1, {
  error: ({ input }) =>
    `got ${formatQuantity(Number(input), "ratio")}; the alert fires at this share of the quota: allowed: more than 0%, up to 100%, or "off"`,
});

/** Threshold for a duration. 0s is refused, because a service in use always exceeds 0s. */
const exceedable = duration.refine((seconds) => seconds > 0, {
  error: 'got 0s, which is always exceeded; allowed: more than 0s, or "off"',
});

/** Schema of each threshold, with a value for each severity. */
export const thresholdShape = {
  latencyP50: bySeverity("latencyP50", exceedable),
  latencyP95: bySeverity("latencyP95", duration),
  errorRatio: bySeverity("errorRatio", reachable),
  workersBusy: bySeverity("workersBusy", usedShare),
  callErrorRatio: bySeverity("callErrorRatio", reachable),
  callLatencyP95: bySeverity("callLatencyP95", exceedable),
  rateLimitLeft: bySeverity("rateLimitLeft", leftShare),
  runFailureRatio: bySeverity("runFailureRatio", reachable),
  runAge: bySeverity("runAge", exceedable),
  loopAge: bySeverity("loopAge", exceedable),
  loopItemAge: bySeverity("loopItemAge", exceedable),
  aiFailures: bySeverity("aiFailures", count),
  aiErrorRatio: bySeverity("aiErrorRatio", reachable),
  aiLatencyP95: bySeverity("aiLatencyP95", exceedable),
  clientErrorRatio: bySeverity("clientErrorRatio", reachable),
  lighthouseAge: bySeverity("lighthouseAge", exceedable),
  streamAbnormalRatio: bySeverity("streamAbnormalRatio", reachable),
  streamSilence: bySeverity("streamSilence", exceedable),
  queueDepth: bySeverity("queueDepth", count),
  oldestJobAge: bySeverity("oldestJobAge", exceedable),
  jobFailureRatio: bySeverity("jobFailureRatio", reachable),
  connectionsUsed: bySeverity("connectionsUsed", usedShare),
  poolUsed: bySeverity("poolUsed", usedShare),
  replicationLag: bySeverity("replicationLag", exceedable),
  queryMean: bySeverity("queryMean", exceedable),
  transactionAge: bySeverity("transactionAge", exceedable),
  redisMemory: bySeverity("redisMemory", usedShare),
  redisLatency: bySeverity("redisLatency", exceedable),
  quotaUsed: bySeverity("quotaUsed", quotaShare),
  certificateExpiry: bySeverity("certificateExpiry", duration),
} as const satisfies Record<ThresholdKey, z.ZodType>;

/** Returns the schema of the optional `thresholds` block of a kind of service, with the keys that the kind supports. */
export function thresholdsOf<const Keys extends ThresholdKey>(...keys: Keys[]) {
  const shape = Object.fromEntries(keys.map((key) => [key, thresholdShape[key]])) as Pick<typeof thresholdShape, Keys>;
  return object(shape).optional();
}

/** Thresholds by severity, in base units (seconds, 0..1, count). */
export type ThresholdValues = Readonly<Partial<Record<Severity, number | undefined>>>;
/** A service's own thresholds for one key, by severity. */
export type OwnValues = Readonly<Partial<Record<Severity, OwnValue | undefined>>>;
export type Thresholds = Readonly<Partial<Record<ThresholdKey, OwnValues | undefined>>>;

/**
 * Whether the alert of the more urgent severity would fire before the alert of the less urgent one, for example critical above 5 and
 * warning above 10. The catalogue refuses such thresholds.
 */
export function severeFiresFirst(key: ThresholdKey, severe: number, mild: number): boolean {
  return thresholdSpecs[key].worse === "above" ? severe < mild : severe > mild;
}
