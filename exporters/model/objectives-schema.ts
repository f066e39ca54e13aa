import { z } from "zod";
import { nameSchema } from "./name";
import { object } from "./object";
import { plainError } from "./plain-errors";
import { duration, formatQuantity, orOff, passOn, ratio } from "./units";

/**
 * Minimum objective. An alert on an objective never requires more than half of the requests to be bad (`mostAsked`), so a lower objective
 * would change nothing.
 */
const least = 0.5;

/** Accepts a share of good requests over 30 days, for example `99.9%`, and returns a number (0.999). */
const objective = ratio.refine((share) => share >= least && share < 1, {
  error: ({ input }) => {
    const got = `got ${formatQuantity(input as number, "ratio")}`;
    return (input as number) < 1
      ? `${got}; an objective is at least ${formatQuantity(least, "ratio")}: write a higher one, like "99%"`
      : `${got}; an objective of 100% has no error budget and is missed by the first failed request: write a lower one, like "99.9%"`;
  },
});

const latency = object({ objective, within: duration });

const objectives = object({
  /** Share of requests without a 5xx response. */
  availability: objective.optional(),
  /** Share of requests that finish within a duration. The duration must be a bound of the service's histogram. */
  latency: latency.optional(),
  /** Availability promised to tenants, by name of the tenant's plan. It is measured on all requests of the service. */
  plans: z.record(nameSchema, objective).default({}),
});
/** Parsed objectives of a service. */
export type Slo = z.output<typeof objectives>;

/** Objectives (`slo`) of an HTTP service over 30 days. Default: none. */
export const slo = objectives.optional();

/** Accepts a latency objective or `off`. Reports the same errors as the latency objective. */
const latencyOrOff = z.custom<z.input<typeof latency> | "off">().transform((value, context) => {
  if (value === "off") return value;
  const parsed = latency.safeParse(value, { error: plainError });
  return parsed.success ? parsed.data : passOn(parsed.error, context);
});

const overrides = object({
  /** Replaces or adds the availability objective. `off` removes it. */
  availability: orOff(objective).optional(),
  /** Replaces or adds the latency objective. `off` removes it. */
  latency: latencyOrOff.optional(),
  /** Replaces or adds the objectives of the named tenant plans. `off` removes a plan's objective. */
  plans: z.record(nameSchema, orOff(objective)).default({}),
});
/** Parsed overrides of a service's objectives. In `availability` and in `plans`, `off` is NaN. */
export type SloOverride = z.output<typeof overrides>;

/** Overrides of a service's objectives in one environment. All other objectives of the service stay. Default: none. */
export const sloOverride = overrides.optional();

/** The error for an `slo` on a kind of service without request metrics. Only `http` services count requests. */
export const noObjective = (kind: string) => ({
  slo: `got an objective (slo) on a service of kind ${kind}, which has no request metrics: declare it on the http service that serves the requests, or remove it`,
});
