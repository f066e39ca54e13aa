import { alert, atSentry, healthy, probeFailed, slackAndPager } from "../evidence";
import type { NeedsOf } from "../need";

/** What Soulcaster needs, and what meets each need. */
export const soulcaster: NeedsOf<"SC"> = {
  "SC-1": {
    what: "For the backend, monitoring covers p95 latency of `/ingest/*` and `/cluster-jobs/*`, traffic by route, 5xx responses, worker utilisation, and the remaining Reddit rate limit.",
    when: "p95 latency is above 2 s for 15 minutes",
    severity: "warning",
    missing: "Worker utilisation is not measured.",
    by: [
      "conditional:soulcaster/backend/latencyP95/warning=2s on /cluster-jobs/*, /ingest/* for 15m",
      "threshold:soulcaster/backend/latencyP95/critical=off",
      "target:soulcaster/backend",
      ...alert("HttpLatencyHigh", "warning"),
      "panel:monitoring-http/Traffic of the busiest routes",
      ...alert("DependencyRateLimitLow", "warning"),
      "panel:monitoring-dependencies/Rate limits",
    ],
  },
  "SC-2": {
    what: "The backend's health endpoint succeeds, and the backend is down only if every prober reports a failure.",
    when: "the check fails for 2 minutes in every prober",
    severity: "critical",
    by: [
      "panel:monitoring-overview/Probe success",
      ...healthy("soulcaster", "backend"),
      ...probeFailed,
      ...alert("ProbersDisagree", "warning"),
      "test:reference-systems/external-monitor#so only the probers of the stack page",
      ...slackAndPager("feedback"),
    ],
  },
  "SC-3": {
    what: "The backend and the dashboard return no 5xx responses. If traffic is low and all of it fails, this is a problem too.",
    when: "more than 5 % of the requests fail for 5 minutes",
    severity: "critical",
    by: [
      "conditional:soulcaster/backend/errorRatio/critical=5% for 5m",
      "conditional:soulcaster/dashboard/errorRatio/critical=5% for 5m",
      "record:service:http_request_errors:ratio_rate5m",
      ...alert("HttpErrorRatioHigh", "critical"),
      "panel:monitoring-http/Errors",
      ...slackAndPager("feedback"),
    ],
  },
  "SC-4": {
    what: "For the dashboard, monitoring covers LCP, the duration of API routes, 5xx responses of `/api/*`, browser crashes and active users.",
    when: "a budget is exceeded",
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
    what: "For agent jobs, monitoring covers success, the time from pending to success, and failures by category. The application keeps the status of these jobs in Redis hashes, without a job library.",
    when: "more than half of the jobs that finished in the last 15 minutes failed",
    severity: "critical",
    missing:
      "The Redis exporter reads only arq queues, and not the application's Redis hashes. Neither the duration of a job nor the category of its failure is therefore known.",
    by: [
      "threshold:soulcaster/agent-jobs/jobFailureRatio/critical=50%",
      "target:soulcaster/agent-jobs",
      ...alert("QueueJobFailureRatioHigh", "critical"),
    ],
  },
  "SC-6": {
    what: "No job runs for too long.",
    when: "a job runs for more than 15 minutes",
    severity: "warning",
    missing: "Running jobs are not measured individually.",
    by: ["service:soulcaster/agent-jobs"],
  },
  "SC-7": {
    what: "Monitoring covers the sandboxes in use relative to their limit, and the sandbox hours per month.",
    when: "80 % of the limit is used",
    severity: "warning",
    missing: "No instrumentation profile covers sandboxes.",
    by: ["service:soulcaster/agent-jobs"],
  },
  "SC-8": {
    what: "For the managed Redis and the vector store, monitoring covers what clients see: failed connections, command duration, and storage relative to the plan.",
    when: "commands keep failing; storage is above 80 % of the plan",
    severity: "critical, warning",
    missing: "Storage relative to the pricing plan is not measured.",
    by: [
      "target:soulcaster/backend",
      ...alert("DependencyCallsFailing", "critical"),
      ...alert("DependencyConnectionFailed", "critical"),
      "panel:monitoring-dependencies/Failed calls",
      "panel:monitoring-dependencies/Failed connections",
      "panel:monitoring-dependencies/Duration of calls",
      "threshold:soulcaster/redis/redisMemory/warning=80%",
      ...alert("RedisMemoryHigh", "warning"),
      ...alert("RedisDown", "critical"),
      ...alert("RedisLatencyHigh", "warning"),
    ],
  },
  "SC-9": {
    what: "The poller finds new items, and its loop runs.",
    when: "the poller finds nothing new for 2 hours; the loop sends no heartbeat for 2 minutes",
    severity: "warning, critical",
    missing: "No instrumentation profile covers a loop outside a queue.",
    by: ["service:soulcaster/backend"],
  },
};
