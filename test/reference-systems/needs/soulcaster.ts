import { alert, atSentry, healthy, probeFailed, slackAndPager } from "../evidence";
import type { NeedsOf } from "../need";

/** The needs of Soulcaster. */
export const soulcaster: NeedsOf<"SC"> = {
  "SC-1": {
    what: "Backend: p95 latency of `/ingest/*` and `/cluster-jobs/*`, traffic by route, 5xx, worker utilisation, remaining Reddit rate limit",
    when: "p95 latency above 2 s for 15 minutes",
    severity: "warning",
    missing:
      "The percentile covers all routes and the alert fires after 5 minutes; worker utilisation and Reddit's rate limit are not measured.",
    by: [
      "threshold:soulcaster/backend/latencyP95/warning=2s",
      "threshold:soulcaster/backend/latencyP95/critical=off",
      "target:soulcaster/backend",
      ...alert("HttpLatencyHigh", "warning"),
      "panel:monitoring-http/Traffic of the busiest routes",
    ],
  },
  "SC-2": {
    what: "The backend's health endpoint succeeds; it counts as down only when every prober agrees",
    when: "failing for 2 minutes",
    severity: "critical",
    missing: "Each prober fires its own alert; none waits for the others.",
    by: ["panel:monitoring-overview/Probe success", ...healthy("soulcaster", "backend"), ...probeFailed, ...slackAndPager("feedback")],
  },
  "SC-3": {
    what: "The backend and the dashboard return no 5xx; low traffic that fails completely counts too",
    when: "above 5 % for 5 minutes",
    severity: "critical",
    missing: "With more than 7.5 % failed requests the alert fires before 5 minutes have passed.",
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
    what: "Dashboard: LCP, duration of API routes, 5xx of `/api/*`, browser crashes, active users",
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
    when: "more than half of the jobs of 15 minutes fail",
    severity: "critical",
    missing: "Only arq queues are read; a job's Redis hash, duration and category are not.",
    by: [
      "threshold:soulcaster/agent-jobs/jobFailureRatio/critical=50%",
      "target:soulcaster/agent-jobs",
      ...alert("QueueJobFailureRatioHigh", "critical"),
    ],
  },
  "SC-6": {
    what: "No job runs for too long",
    when: "a job runs for more than 15 minutes",
    severity: "warning",
    missing: "Running jobs are not measured individually.",
    by: ["service:soulcaster/agent-jobs"],
  },
  "SC-7": {
    what: "Sandboxes in use relative to their limit, and sandbox hours per month",
    when: "80 %",
    severity: "warning",
    missing: "No instrumentation profile covers sandboxes.",
    by: ["service:soulcaster/agent-jobs"],
  },
  "SC-8": {
    what: "Managed Redis and vector store, as seen by clients: failed connections, command duration, storage relative to the plan",
    when: "persistent failures; above 80 % of the plan",
    severity: "critical, warning",
    missing:
      "The exporter measures the Redis server; failures and durations of clients, the plan's storage and the vector store are not measured.",
    by: [
      "threshold:soulcaster/redis/redisMemory/warning=80%",
      ...alert("RedisMemoryHigh", "warning"),
      ...alert("RedisDown", "critical"),
      ...alert("RedisLatencyHigh", "warning"),
    ],
  },
  "SC-9": {
    what: "The poller finds new items, and its loop runs",
    when: "nothing new for 2 hours; no heartbeat for 2 minutes",
    severity: "warning, critical",
    missing: "No instrumentation profile covers a loop outside a queue.",
    by: ["service:soulcaster/backend"],
  },
};
