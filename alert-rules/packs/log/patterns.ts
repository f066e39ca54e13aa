import { formatDuration } from "../../../exporters/model/units";
import { patternsOf } from "../../../exporters/model/log-patterns";
import { patternWindow } from "../../../exporters/model/logs-schema";
import type { Severity } from "../../../exporters/model/thresholds";
import { expression } from "../../condition";
import { identity, serviceKey, type Alert } from "../../model";
import { is, labels, minutes, promql, select } from "../../promql";
import { label, text, value } from "../../template";
import type { RuleFacts } from "../../rule-facts";
import { patternProofs } from "./patterns-proofs";
import { patternRecords, patternSeverities, patternThreshold, patternWaiting } from "./patterns-series";

/** `keep_firing_for`, so that a record every few minutes causes only one alert. */
export const patternKeep = minutes(5);

const on = labels(...serviceKey, ...patternRecords.extra);

const patternMatched = (severity: Severity): Alert => ({
  name: "LogPatternMatched",
  symptom: "log-pattern",
  about: (service) => patternsOf(service).some((pattern) => pattern.severity === severity),
  severity,
  condition: expression(
    `for the time in the pattern's \`for\`, the number of records that matched it within ${formatDuration(patternWindow)} has been at least its \`threshold\``,
    promql`
    ${patternRecords.name} >= on (${on}) ${select(patternThreshold, { severity: is(severity) })}
      unless on (${on})
        ${patternWaiting}`,
  ),
  for: undefined,
  keepFiringFor: patternKeep,
  identity: [...identity, ...patternRecords.extra],
  noData: {
    is: "harmless",
    because: "without records, none matches; LogRecordsMissing fires if a service that works logs nothing",
  },
  summary: text`${label("system")}/${label("service")}: ${value("count")} log records match ${label("pattern")} within 5 minutes`,
  impact: "The service's owner has declared this pattern in the catalogue, because such records need attention.",
  firstSteps: [
    'Read the matching lines in the panel "All lines" on the same dashboard, at the time of the alert. The pattern is in `logs.patterns` of the service in the catalogue.',
    "Follow the trace ID of one line to the whole request, and look for what the requests or jobs have in common.",
    "If the records are harmless, raise the pattern's `threshold`, make its expression narrower, or remove it.",
  ],
  firstCommand: { query: "service:log_pattern_records:count5m{$service}" },
  panel: "logs/patterns",
  proofs: () => patternProofs(severity),
});

/** Alerts for log records that match a pattern of the catalogue: one for each severity that a pattern has. */
export const logPatternMatched = (facts: Pick<RuleFacts, "logPatterns">): Alert[] => patternSeverities(facts).map(patternMatched);
