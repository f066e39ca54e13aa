import { z } from "zod";
import { nameSchema } from "./name";
import { object } from "./object";
import { duration } from "./units";

const time = duration.refine((seconds) => seconds >= 0.001, { error: "got less than 1ms; no response is that fast" });
const whole = z.int().min(1);

/** Budgets above which Sentry warns. Each becomes a metric monitor over the sent spans. Default: none. */
export const budgets = object({
  /** 75th percentile of the largest contentful paint in browsers over an hour. Web Vitals rate up to 2.5 s as good. */
  lcp: time.optional(),
  /** 95th percentile of the duration of API routes over an hour: Next.js' `/api/*`, elsewhere all served requests. */
  apiDuration: time.optional(),
  /** Requests to API routes with a 5xx response per hour. */
  apiErrorsPerHour: whole.optional(),
  /** Users per day with sent spans below which Sentry warns, by environment, because the expected number differs. */
  activeUsers: z.record(nameSchema, whole).optional(),
}).prefault({});
/** Parsed budgets: times in seconds. */
export type Budgets = z.output<typeof budgets>;
