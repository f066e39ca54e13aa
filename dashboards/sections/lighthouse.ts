import type { Alert } from "../../alert-rules/model";
import { age, budget, duration, loaded, score } from "../../alert-rules/packs/lighthouse/series";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { graph, line } from "../lines";
import type { Section } from "../model";
import { serviceScope } from "../scope";
import { thresholdLines, thresholdText } from "../threshold-lines";

const empty = "No CI job has sent results of Lighthouse for the pages of the service.";

/** Section with the results of Lighthouse. Empty in an environment to which no CI job sends them. */
export const lighthouseSection = ({ lighthouse }: Pick<RuleFacts, "lighthouse">, alerts: readonly Alert[]): Section[] =>
  lighthouse.length === 0
    ? []
    : [
        {
          title: "Lighthouse in CI",
          panels: [
            graph({
              id: "http/lighthouse-scores",
              title: "Lighthouse scores",
              description: "Scores of the latest result of each page. The alert fires if a score is below its budget.",
              empty,
              unit: "percentunit",
              queries: [
                line(score, serviceScope, "{{page}} {{category}}"),
                line(budget, serviceScope, "budget of {{page}} {{category}}", { style: "dashed" }),
              ],
            }),
            graph({
              id: "http/lighthouse-age",
              title: "Age of Lighthouse results",
              description: `Time since Lighthouse last measured each page. ${thresholdText(alerts, "http/lighthouse-age")}`,
              empty,
              unit: "s",
              queries: [line(age, serviceScope, "{{page}}"), ...thresholdLines(alerts, "http/lighthouse-age", serviceScope)],
            }),
            graph({
              id: "http/lighthouse-durations:170",
              title: "Loading times in Lighthouse",
              description: "Durations that Lighthouse measured while it loaded each page, in the latest result.",
              empty,
              unit: "s",
              queries: [line(duration, serviceScope, "{{page}} {{audit}}")],
            }),
            graph({
              id: "http/lighthouse-loaded:171",
              title: "Size of pages in Lighthouse",
              description: "Bytes that the browser loaded for each page, in the latest result.",
              empty,
              unit: "bytes",
              queries: [line(loaded, serviceScope, "{{page}}")],
            }),
          ],
        },
      ];
