import { z } from "zod";
import { nameSchema } from "./name";
import { object } from "./object";
import { duration, formatQuantity, ratio } from "./units";

/** Minimum objective. Alerts cap their error ratio thresholds at half of the requests. */
const least = 0.5;

/** Accepts a share of good requests over 30 days, for example `99.9%`, and returns it as a number (0.999). */
const objective = ratio.refine((share) => share >= least && share < 1, {
  error: ({ input }) => {
    const got = `got ${formatQuantity(input as number, "ratio")}`;
    return (input as number) < 1
      ? `${got}; an objective is at least ${formatQuantity(least, "ratio")}: write a higher one, like "99%"`
      : `${got}; an objective of 100% has no error budget and is missed by the first failed request: write a lower one, like "99.9%"`;
  },
});

/** Objectives (`slo`) of an HTTP service over 30 days. Default: none. */
export const slo = object({
  /** Share of requests without a 5xx response. */
  availability: objective.optional(),
  /** Share of requests that finish within a duration. The duration must be a bound of the service's histogram. */
  latency: object({ objective, within: duration }).optional(),
  /** Availability promised to tenants, by name of their plan. It is measured on all requests of the service. */
  plans: z.record(nameSchema, objective).default({}),
}).optional();
