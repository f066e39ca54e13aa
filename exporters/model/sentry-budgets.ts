import { z } from "zod";
import { nameSchema } from "./name";
import { object } from "./object";
import { duration } from "./units";

const time = duration.refine((seconds) => seconds >= 0.001, { error: "got less than 1ms; no response is that fast: write a higher limit" });
const whole = z.int().min(1);

/**
 * Budgets of a service. Each creates a metric monitor in Sentry, which evaluates the sent spans. Sentry warns if a value is above the
 * budget, or, for `activeUsers`, below it. Default: none.
 */
export const budgets = object({
  /** Maximum 75th percentile of the largest contentful paint in browsers, over an hour. Web Vitals rate up to 2.5 s as good. */
  lcp: time.optional(),
  /**
   * Maximum 95th percentile of the duration of API requests, over an hour. With Next.js, API requests are those to `/api/*`; otherwise all
   * served requests. Requests to the paths of the service's checks (`uptime`) are left out.
   */
  apiDuration: time.optional(),
  /** Maximum number of API requests per hour that get a 5xx response. */
  apiErrorsPerHour: whole.optional(),
  /** Minimum number of users per day in the sent spans, by environment ID. */
  activeUsers: z.record(nameSchema, whole).optional(),
}).prefault({});
/** Parsed budgets. Times are in seconds. */
export type Budgets = z.output<typeof budgets>;
