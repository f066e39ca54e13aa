import {
  heartbeatAge,
  jobFailureRatio,
  jobsCompleted,
  jobsFailed,
  jobsWaiting,
  canPause,
  oldestJobAge,
  queuePaused,
  workersMissing,
} from "../alert-rules/packs/queue/series";
import type { RuleFacts } from "../alert-rules/rule-facts";
import type { Alert } from "../alert-rules/model";
import { promql, seconds, select } from "../alert-rules/promql";
import { fixedLines, thresholdLines, thresholdText } from "./threshold-lines";
import { graph, line, query } from "./lines";
import type { Dashboard, Section } from "./model";
import { serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, serviceState } from "./sections/alerts";
import { logsSection } from "./sections/logs";
import { processSection } from "./sections/process";
import { tracesSection } from "./sections/traces";
import { titles } from "./titles";

/** Duration above which the dashboard lists a job as slow. */
const slow = seconds(1);

const unseen = "The worker does not report its queues, or it is not scraped.";

const queueSection = (facts: RuleFacts, alerts: readonly Alert[]): Section => ({
  title: "Queues",
  panels: [
    graph({
      id: "queues/depth",
      title: "Jobs waiting",
      description: `Number of waiting jobs in each queue. Delayed jobs are not counted. The right axis shows 1 while a queue is paused. ${thresholdText(alerts, "queues/depth")}`,
      empty: unseen,
      unit: "short",
      queries: [
        line(jobsWaiting, serviceScope, "{{queue}}"),
        ...(canPause(facts) ? [line(queuePaused, serviceScope, "paused: {{queue}}", { right: "short" })] : []),
        ...thresholdLines(alerts, "queues/depth", serviceScope),
      ],
    }),
    graph({
      id: "queues/oldest",
      title: "Oldest job",
      description: `Age of the oldest waiting job in each queue, or 0 if no job waits. ${thresholdText(alerts, "queues/oldest")}`,
      empty: unseen,
      unit: "s",
      queries: [line(oldestJobAge, serviceScope, "{{queue}}"), ...thresholdLines(alerts, "queues/oldest", serviceScope)],
    }),
    graph({
      id: "queues/failures",
      title: "Failures",
      description: `Share of each queue's finished jobs that failed, over 15 minutes. ${thresholdText(alerts, "queues/failures")}`,
      empty: unseen,
      unit: "percentunit",
      queries: [line(jobFailureRatio, serviceScope, "{{queue}}"), ...thresholdLines(alerts, "queues/failures", serviceScope)],
    }),
    graph({
      id: "queues/finished:110",
      title: "Jobs finished",
      description: "Jobs of each queue that succeeded or failed in the last 15 minutes.",
      empty: unseen,
      unit: "short",
      queries: [line(jobsCompleted, serviceScope, "{{queue}} done"), line(jobsFailed, serviceScope, "{{queue}} failed")],
    }),
    graph({
      id: "queues/heartbeat",
      title: "Last worker heartbeat",
      description:
        "Time since the last heartbeat of any worker of the queue. A rising line means that the worker hangs or is gone. The right axis shows the expected workers that send no heartbeat, if the catalogue sets their number.",
      empty: unseen,
      unit: "s",
      queries: [
        line(heartbeatAge, serviceScope, "{{queue}}"),
        ...fixedLines(alerts, "queues/heartbeat", heartbeatAge.name, serviceScope),
        ...(facts.queueWorkers.length === 0
          ? []
          : [query(promql`${select(workersMissing.name, serviceScope)}`, "{{queue}}: missing workers", { right: "short" })]),
      ],
    }),
  ],
});

/** Dashboard for one worker at a time, with its queues. */
export const queues = (facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "queues",
  title: titles.queues,
  description: "One worker and its queues: waiting jobs, their age, failures, and the logs and traces of the jobs.",
  tags: ["queues"],
  variables: serviceVariables(jobsWaiting.name),
  alerts: firing(serviceAlerts),
  sections: [
    serviceState("queues", facts),
    queueSection(facts, alerts),
    processSection("queues"),
    logsSection("queues", facts),
    tracesSection("queues", slow, facts),
  ],
});
