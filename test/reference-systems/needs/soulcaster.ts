import { alert, atSentry, healthy, probeFailed, slackAndPager } from "../evidence";
import type { NeedsOf } from "../need";

/** What Soulcaster needs. */
export const soulcaster: NeedsOf<"SC"> = {
  "SC-1": {
    what: "Backend: 95th percentile of `/ingest/*` and `/cluster-jobs/*`, traffic by route, 5xx, how busy the workers are, what is left of Reddit's rate limit",
    when: "a percentile above 2 s for 15 minutes",
    severity: "warning",
    missing: "The percentile is of all routes together and fires after 5 minutes; worker utilisation and Reddit's limit are not measured.",
    by: [
      "threshold:soulcaster/backend/latencyP95/warning=2s",
      "threshold:soulcaster/backend/latencyP95/critical=off",
      "target:soulcaster/backend",
      ...alert("HttpLatencyHigh", "warning"),
      "panel:monitoring-http/Traffic of the busiest routes",
    ],
  },
  "SC-2": {
    what: "The backend answers its health endpoint; every checker must agree that it does not, before it counts as down",
    when: "failing for 2 minutes",
    severity: "critical",
    missing: "Each checker raises its own alarm; none waits for the others.",
    by: ["panel:monitoring-overview/Probe success", ...healthy("soulcaster", "backend"), ...probeFailed, ...slackAndPager("feedback")],
  },
  "SC-3": {
    what: "The backend and the dashboard answer without 5xx; a little traffic that fails entirely counts too",
    when: "above 5 %, throughout 5 minutes",
    severity: "critical",
    missing: "Beyond 7.5 % of the requests of 5 minutes the alert does not wait for 5 minutes.",
    by: [
      "threshold:soulcaster/backend/errorRatio/critical=5%",
      "threshold:soulcaster/dashboard/errorRatio/critical=5%",
      "record:service:http_request_errors:ratio_rate5m",
      ...alert("HttpErrorRatioHigh", "critical"),
      "panel:monitoring-http/Errors",
      ...slackAndPager("feedback"),
    ],
  },
  "SC-4": {
    what: "Dashboard: LCP, duration of API routes, 5xx of `/api/*`, crashes in the browser, active users",
    when: "over budget",
    severity: "warning",
    by: [
      "budget:soulcaster/dashboard/lcp=2.5s",
      "budget:soulcaster/dashboard/apiDuration=1s",
      "budget:soulcaster/dashboard/apiErrorsPerHour=10",
      "budget:soulcaster/dashboard/activeUsers=5",
      ...alert("HttpErrorRatioHigh", "warning", "critical"),
      ...atSentry("soulcaster", "dashboard"),
      "issues:soulcaster/dashboard/critical=slack",
      "issues:soulcaster/dashboard/warning=slack",
    ],
  },
  "SC-5": {
    what: "Agent jobs, whose status the application keeps in Redis hashes without a job library: success, time from pending to success, failures by category",
    when: "more than half of 15 minutes' jobs fail",
    severity: "critical",
    missing: "Only arq queues are read; a job's hash, duration and category are not.",
    by: [
      "threshold:soulcaster/agent-jobs/jobFailureRatio/critical=50%",
      "target:soulcaster/agent-jobs",
      ...alert("QueueJobFailureRatioHigh", "critical"),
    ],
  },
  "SC-6": {
    what: "No job runs for too long",
    when: "one runs for more than 15 minutes",
    severity: "warning",
    missing: "Running jobs are not measured one by one.",
    by: ["service:soulcaster/agent-jobs"],
  },
  "SC-7": {
    what: "Sandboxes in use against their limit, and their hours per month",
    when: "80 %",
    severity: "warning",
    missing: "No profile reads sandboxes.",
    by: ["service:soulcaster/agent-jobs"],
  },
  "SC-8": {
    what: "Managed Redis and vector store, seen by their clients: failed connections, duration of commands, storage against the plan",
    when: "failures that last; above 80 % of the plan",
    severity: "critical, warning",
    missing:
      "The exporter looks at the Redis server; clients' failures and durations, the plan's storage and the vector store are not measured.",
    by: [
      "threshold:soulcaster/redis/redisMemory/warning=80%",
      ...alert("RedisMemoryHigh", "warning"),
      ...alert("RedisDown", "critical"),
      ...alert("RedisLatencyHigh", "warning"),
    ],
  },
  "SC-9": {
    what: "The poller finds new items, and its loop turns",
    when: "nothing new for 2 hours; no sign of life for 2 minutes",
    severity: "warning, critical",
    missing: "No profile reads a loop outside of a queue.",
    by: ["service:soulcaster/backend"],
  },
};
