import { z } from "zod";
import { nameSchema } from "./name";
import { object } from "./object";
import { duration, formatQuantity, ratio } from "./units";

/** The lowest objective: alerts cap their thresholds at half of the requests. */
const least = 0.5;

/** A share of good requests over 30 days, e.g. `99.9%`, gives 0.999. */
const objective = ratio.refine((share) => share >= least && share < 1, {
  error: ({ input }) => {
    const got = `got ${formatQuantity(input as number, "ratio")}`;
    return (input as number) < 1
      ? `${got}; an objective is at least ${formatQuantity(least, "ratio")}: write a higher one, like "99%"`
      : `${got}; an objective of 100% has no error budget and is missed by the first failed request: write a lower one, like "99.9%"`;
  },
});

/** The optional `slo` of an HTTP service: its objectives over 30 days. Default: none. */
export const slo = object({
  /** Share of requests without a 5xx response. */
  availability: objective.optional(),
  /** Share of requests that finish within a duration, which must be a bound of the histogram. */
  latency: object({ objective, within: duration }).optional(),
  /** Availability promised to the tenants of each plan, by its name; measured on all requests of the service. */
  plans: z.record(nameSchema, objective).default({}),
}).optional();
