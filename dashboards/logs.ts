import { serviceKey } from "../alert-rules/model";
import { leastErrors, spikeFactor } from "../alert-rules/packs/log/errors";
import { recordsMissing } from "../alert-rules/packs/log/missing";
import { patternRecords, patternThreshold } from "../alert-rules/packs/log/patterns-series";
import { levelRecords, logErrors, usualErrors } from "../alert-rules/packs/log/series";
import { labels, promql, scalar, select } from "../alert-rules/promql";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { graph, line, query } from "./lines";
import type { Dashboard, Section } from "./model";
import { of, searchVariables, serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, serviceState } from "./sections/alerts";
import { foundLines, levelColors, logsSection } from "./sections/logs";
import { titles } from "./titles";

const none = "The service has sent no log records in this period, or the gateway does not count them.";

/** LogErrorsHigh fires if there are more than `spikeFactor` times the usual number of errors, and at least `leastErrors`. */
const spike = promql`clamp_min(${scalar(spikeFactor)} * ${of(usualErrors, serviceScope)}, ${scalar(leastErrors)})`;

const counts = ({ logPatterns }: RuleFacts): Section => ({
  title: "Counts",
  panels: [
    graph({
      id: "logs/errors",
      title: "Errors",
      description: `Records with level error or fatal in 5 minutes, and the number that is usual for the service. LogErrorsHigh fires when the errors reach the dashed line: ${spikeFactor} times the usual number, at least ${leastErrors}.`,
      empty: none,
      unit: "short",
      queries: [
        line(logErrors, serviceScope, "errors"),
        line(usualErrors, serviceScope, "usual"),
        query(spike, "warning threshold", { style: { threshold: "warning" } }),
      ],
    }),
    graph({
      id: "logs/records",
      title: "Records by level",
      description:
        "Records that the gateway has counted in 5 minutes, by level. Level unset means that the record has no level. The right axis shows 1 while LogRecordsMissing is about to fire or fires: the service works, but logs nothing.",
      empty: none,
      unit: "short",
      colors: levelColors,
      queries: [
        line(levelRecords, serviceScope, "{{level}}"),
        line(recordsMissing, serviceScope, "no records", { right: "short", style: "dashed" }),
      ],
    }),
    ...(logPatterns.length === 0
      ? []
      : [
          graph({
            id: "logs/patterns",
            title: "Records that match a pattern",
            description:
              "Records in 5 minutes that match a pattern of the service in the catalogue. Dashed lines show the number at which LogPatternMatched fires.",
            empty: "The catalogue declares no pattern for this service, or no record has matched one.",
            unit: "short",
            width: 24,
            queries: [
              line(patternRecords, serviceScope, "{{pattern}}"),
              query(
                promql`max by (${labels(...serviceKey, ...patternRecords.extra)}) (${select(patternThreshold, serviceScope)})`,
                "threshold of {{pattern}}",
                { style: "dashed" },
              ),
            ],
          }),
        ]),
  ],
});

/** Dashboard for the logs of one service at a time. */
export const logs = (facts: RuleFacts): Dashboard => ({
  id: "logs",
  title: titles.logs,
  description: "The logs of one service: how many errors it logs, how many are usual, records by level, declared patterns, and the lines.",
  tags: ["logs"],
  variables: [...serviceVariables(logErrors.name), ...searchVariables],
  alerts: firing(serviceAlerts),
  sections: [serviceState("logs", facts), counts(facts), logsSection("logs", facts), { title: "Search", panels: [foundLines(facts)] }],
});
