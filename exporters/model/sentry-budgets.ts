import { z } from "zod";
import { nameSchema } from "./name";
import { object } from "./object";
import { duration } from "./units";

const time = duration.refine((seconds) => seconds >= 0.001, { error: "got less than 1ms; no response is that fast: write a higher limit" });
const whole = z.int().min(1);

/**
 * Budgets of a service. Each budget creates a metric monitor over the sent spans. Sentry warns if the service exceeds the budget, or, for
 * `activeUsers`, falls below it. Default: none.
 */
export const budgets = object({
  /** 75th percentile of the largest contentful paint in browsers, over an hour. Web Vitals rate values up to 2.5 s as good. */
  lcp: time.optional(),
  /** 95th percentile of the duration of API requests, over an hour. With Next.js these are `/api/*`; otherwise all served requests. */
  apiDuration: time.optional(),
  /** Number of API requests per hour that get a 5xx response. */
  apiErrorsPerHour: whole.optional(),
  /** Minimum number of users per day whose spans are sent, by environment ID. Sentry warns if there are fewer. */
  activeUsers: z.record(nameSchema, whole).optional(),
}).prefault({});
/** Parsed budgets. Times are in seconds. */
export type Budgets = z.output<typeof budgets>;
