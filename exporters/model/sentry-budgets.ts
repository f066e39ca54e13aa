import { z } from "zod";
import { nameSchema } from "./name";
import { object } from "./object";
import { duration } from "./units";

const time = duration.refine((seconds) => seconds >= 0.001, { error: "got less than 1ms; no answer is that fast" });
const whole = z.int().min(1);

/** What users may be made to bear before Sentry warns. Each becomes a metric monitor over the spans that were sent; none by default. */
export const budgets = object({
  /** 75th percentile of the largest contentful paint in browsers over an hour. Web Vitals call up to 2.5 s good. */
  lcp: time.optional(),
  /** 95th percentile of the duration of API routes over an hour: Next.js' `/api/*`, elsewhere all requests that are answered. */
  apiDuration: time.optional(),
  /** Requests of API routes in an hour that were answered with 5xx. */
  apiErrorsPerHour: whole.optional(),
  /** Users a day, of those whose spans were sent, below which it warns, by environment; how many ought to come is known for each alone. */
  activeUsers: z.record(nameSchema, whole).optional(),
}).prefault({});
/** Parsed budgets: times in seconds. */
export type Budgets = z.output<typeof budgets>;
