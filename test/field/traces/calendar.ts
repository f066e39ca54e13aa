import { pool, quota } from "../language/checks";
import { httpInstance } from "../language/http";
import type { Target } from "../language/targets";
import { answered } from "../language/timeline";
import { trace, type Trace } from "../language/trace";
import { jobRuns } from "../language/workers";
import { catalogue, jobs, pools } from "../names";

const hour = 60;
const day = 24 * hour;
const { aiWorker, api, siteWorker } = catalogue;
const tenants: Target = {
  service: api,
  job: "fastapi-instrumentator",
  instance: "api.studio:8000",
  more: { instrumentation: "fastapi-instrumentator" },
};

/**
 * Traces of scheduled jobs over days and months, and of a quota at the end of a month. promtool starts at 1970-01-01 00:00 UTC; only the
 * time between two runs of a job matters.
 */
export const calendar: readonly Trace[] = [
  trace(
    "daylight saving: the daily backup runs after 25 and after 23 hours",
    4 * day,
    [siteWorker],
    (every) => jobRuns(jobs.backup, 4 * day, every, [2 * hour, 27 * hour, 50 * hour, 74 * hour]),
    1200,
  ),
  trace(
    "Gatus restarts between two backups and its count starts over",
    3 * day,
    [siteWorker],
    (every) => jobRuns(jobs.backup, 3 * day, every, [2 * hour, 26 * hour, 50 * hour], 36 * hour),
    1200,
  ),
  trace(
    "a backup takes 50 minutes longer than the day before",
    3 * day,
    [siteWorker],
    (every) => jobRuns(jobs.backup, 3 * day, every, [2 * hour, 26 * hour + 50, 50 * hour]),
    1200,
  ),
  trace(
    "end of the month: the monthly invoices run after 31 and 28 days",
    62 * day,
    [aiWorker],
    (every) => jobRuns(jobs.invoices, 62 * day, every, [3 * hour, 31 * day + 3 * hour, 59 * day + 3 * hour]),
    14_400,
  ),
  trace("end of the month: a tenant's quota is at 94 % and starts over", 60, [api], (every) => [
    ...httpInstance(tenants, [answered(60, { rps: 5 })], every, { spelled: "fastapi-instrumentator", past: { requests: 90_000 } }),
    ...pool(tenants, pools.api, 20, [answered(60, { used: 5 })], every),
    ...quota(
      tenants,
      "acme",
      "tokens",
      [answered(30, { used: 940_000, quota: 1_000_000 }), answered(30, { used: 0, quota: 1_000_000 })],
      every,
    ),
    ...quota(tenants, "acme", "requests", [answered(30, { used: 9_400, quota: 0 }), answered(30, { used: 0, quota: 0 })], every),
  ]),
];
