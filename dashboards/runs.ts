import {
  oldestRunAge,
  runDurationP95,
  runFailureRatio,
  runsEnded,
  runsFailed,
  runsFailedByCategory,
  runsRunning,
} from "../alert-rules/packs/run/series";
import { runsUndated } from "../alert-rules/packs/run/hashed-series";
import type { Alert } from "../alert-rules/model";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { graph, line } from "./lines";
import type { Dashboard, Section } from "./model";
import { serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, firingTable } from "./sections/alerts";
import { thresholdLines, thresholdText } from "./threshold-lines";
import { titles } from "./titles";

const empty = "The service reports no runs, or no run ended in this time.";

const runSection = (facts: RuleFacts, alerts: readonly Alert[]): Section => ({
  title: "Runs",
  panels: [
    graph({
      id: "runs/failures",
      title: "Failed runs",
      description: `Share of the runs of each kind that failed, among those that ended in 15 minutes. ${thresholdText(alerts, "runs/failures")}`,
      empty,
      unit: "percentunit",
      queries: [line(runFailureRatio, serviceScope, "{{run}}"), ...thresholdLines(alerts, "runs/failures", serviceScope)],
    }),
    graph({
      id: "runs/ended:110",
      title: "Runs ended",
      description:
        "Runs of each kind that ended in the last 15 minutes, and those of them that failed. Runs in Redis without a readable time do not count, and have their own line.",
      empty,
      unit: "short",
      queries: [
        line(runsEnded, serviceScope, "{{run}}"),
        line(runsFailed, serviceScope, "{{run}} failed", { style: "dashed" }),
        ...(facts.hasHashedRuns ? [line(runsUndated, serviceScope, "{{run}} without a time", { style: "dashed" })] : []),
      ],
    }),
    graph({
      id: "runs/categories:111",
      title: "Failures by category",
      description: "Runs that failed in the last 15 minutes, by the category of their failure.",
      empty: "The service reports no runs.",
      unit: "short",
      queries: [line(runsFailedByCategory, serviceScope, "{{run}} {{category}}")],
    }),
    graph({
      id: "runs/duration:112",
      title: "Duration of runs",
      description:
        "95th percentile of the time from the request for a run to its success, over 15 minutes. No percentile exceeds the highest bound of the histogram.",
      empty,
      unit: "s",
      queries: [line(runDurationP95, serviceScope, "{{run}}")],
    }),
    graph({
      id: "runs/oldest",
      title: "Oldest running run",
      description: `Time since the start of the oldest run that has not ended, or 0 if none runs. ${thresholdText(alerts, "runs/oldest")}`,
      empty: "The service reports no runs.",
      unit: "s",
      queries: [line(oldestRunAge, serviceScope, "{{run}}"), ...thresholdLines(alerts, "runs/oldest", serviceScope)],
    }),
    graph({
      id: "runs/running:113",
      title: "Running runs",
      description: "Runs of each kind that have started and not ended, in all replicas together.",
      empty: "The service reports no runs.",
      unit: "short",
      queries: [line(runsRunning, serviceScope, "{{run}}")],
    }),
  ],
});

/** Dashboard for the runs of work of one service, such as jobs, workflows and tool executions. */
export const runs = (facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "runs",
  title: titles.runs,
  description: "Runs of work of one service, such as jobs, workflows and tool executions: outcome, category of failures, duration and age.",
  tags: ["runs"],
  variables: serviceVariables(runsEnded.name),
  alerts: firing(serviceAlerts),
  sections: [
    { title: "Now", panels: [firingTable("runs/alerts:101", serviceAlerts, { width: 24, height: 6 })] },
    runSection(facts, alerts),
  ],
});
