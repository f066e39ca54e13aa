import { z } from "zod";
import { nameSchema } from "./name";
import { object } from "./object";
import { duration, formatQuantity, ratio } from "./units";

/** Below it there is no objective to speak of: alerts take half of the requests as the most that may ever fail. */
const least = 0.5;

/** A share of good requests over 30 days, e.g. `99.9%`, gives 0.999. */
const objective = ratio.refine((share) => share >= least && share < 1, {
  error: ({ input }) => {
    const got = `got ${formatQuantity(input as number, "ratio")}`;
    return (input as number) < 1
      ? `${got}; an objective is at least ${formatQuantity(least, "ratio")}: write a higher one, like "99%"`
      : `${got}; an objective below 100% leaves an error budget, and one of 100% is missed by the first failed request: write a lower one, like "99.9%"`;
  },
});

/** The optional `slo` of a service that answers HTTP requests: its objectives over 30 days. No objective by default. */
export const slo = object({
  /** Share of requests that are not answered with 5xx. */
  availability: objective.optional(),
  /** Share of requests that are answered within a duration, which must be a bound of the histogram. */
  latency: object({ objective, within: duration }).optional(),
  /** Availability promised to the tenants of each plan, by its name; measured on all requests of the service. */
  plans: z.record(nameSchema, objective).default({}),
}).optional();
