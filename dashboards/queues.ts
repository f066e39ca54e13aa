import { heartbeatAge, jobFailureRatio, jobsCompleted, jobsFailed, jobsWaiting, oldestJobAge } from "../alert-rules/packs/queue/series";
import type { RuleFacts } from "../alert-rules/facts";
import { workerDefaults, workerGroup } from "../alert-rules/packs/queue/group";
import { seconds } from "../alert-rules/promql";
import { fixedLines, limitLines, limitText, type Limits } from "./limits";
import { graph, line } from "./lines";
import type { Dashboard, Section } from "./model";
import { serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, serviceState } from "./sections/alerts";
import { logsSection } from "./sections/logs";
import { processSection } from "./sections/process";
import { tracesSection } from "./sections/traces";
import { titles } from "./titles";

const depthLimits: Limits = { key: "queueDepth", series: jobsWaiting, defaults: workerDefaults.queueDepth };
const ageLimits: Limits = { key: "oldestJobAge", series: oldestJobAge, defaults: workerDefaults.oldestJobAge };
const failureLimits: Limits = { key: "jobFailureRatio", series: jobFailureRatio, defaults: workerDefaults.jobFailureRatio };

/** Jobs that take longer than this are listed as slow. */
const slow = seconds(1);

const unseen = "The worker reports nothing about its queues, or is not scraped.";

const queueSection = (facts: RuleFacts): Section => ({
  title: "Queues",
  panels: [
    graph({
      id: "queues/depth",
      title: "Jobs waiting",
      description: `Jobs of each queue that wait and could run now. ${limitText(depthLimits)}`,
      empty: unseen,
      unit: "short",
      queries: [line(jobsWaiting, serviceScope, "{{queue}}"), ...limitLines(depthLimits, serviceScope)],
    }),
    graph({
      id: "queues/oldest",
      title: "Oldest job",
      description: `How long the job has waited that waits longest, in each queue; 0 when none waits. ${limitText(ageLimits)}`,
      empty: unseen,
      unit: "s",
      queries: [line(oldestJobAge, serviceScope, "{{queue}}"), ...limitLines(ageLimits, serviceScope)],
    }),
    graph({
      id: "queues/failures",
      title: "Failures",
      description: `Share of each queue's jobs that failed, of those that ended in the last 15 minutes. ${limitText(failureLimits)}`,
      empty: unseen,
      unit: "percentunit",
      queries: [line(jobFailureRatio, serviceScope, "{{queue}}"), ...limitLines(failureLimits, serviceScope)],
    }),
    graph({
      id: "queues/finished",
      title: "Jobs ended",
      description: "Jobs of each queue that ended in the last 15 minutes, well or not.",
      empty: unseen,
      unit: "short",
      queries: [line(jobsCompleted, serviceScope, "{{queue}} done"), line(jobsFailed, serviceScope, "{{queue}} failed")],
    }),
    graph({
      id: "queues/heartbeat",
      title: "Last sign of life",
      description: "Time since any worker of the queue last showed that it lives. A line that climbs is a worker that hangs or is gone.",
      empty: unseen,
      unit: "s",
      queries: [line(heartbeatAge, serviceScope, "{{queue}}"), ...fixedLines(workerGroup(facts).alerts, heartbeatAge.name, serviceScope)],
    }),
  ],
});

/** Workers and the queues they take jobs from, one service at a time. */
export const queues = (facts: RuleFacts): Dashboard => ({
  id: "queues",
  title: titles.queues,
  description: "One worker and its queues: what waits, for how long, what fails, and the logs and traces of its jobs.",
  tags: ["queues"],
  variables: serviceVariables(jobsWaiting.name),
  alerts: firing(serviceAlerts),
  sections: [
    serviceState("queues", facts),
    queueSection(facts),
    processSection("queues"),
    ...logsSection("queues", facts),
    ...tracesSection("queues", slow, facts),
  ],
});
