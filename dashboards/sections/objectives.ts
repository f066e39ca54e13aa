import { errorBudget, objectiveKey } from "../../alert-rules/burning";
import { budgetWindow, objectiveMissed, shareOver } from "../../alert-rules/packs/http/objectives-series";
import { hours, labels, promql, select, type MetricName, type Promql } from "../../alert-rules/promql";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { graph, query } from "../lines";
import type { Section } from "../model";
import { serviceScope } from "../scope";

const budget = select(errorBudget, serviceScope);

/** Share of requests that miss an objective, in error budgets: 1 is what the objective allows. */
const burnt = (share: MetricName): Promql => promql`${select(share, serviceScope)} / on (${labels(...objectiveKey)}) ${budget}`;

const empty = "The service has no objective, or no requests in this time.";

/** How much of its error budgets a service has used; nothing where no service of the environment has an objective. */
export const objectivesSection = ({ objectives }: RuleFacts): readonly Section[] =>
  objectives.length === 0
    ? []
    : [
        {
          title: "Objectives",
          panels: [
            graph({
              id: "http/budget",
              title: "Error budget left",
              description:
                "What is left of each objective's error budget of the last 30 days, or of the time for which there are metrics. At 0 the objective is missed; below, by how much.",
              empty,
              unit: "percentunit",
              queries: [query(promql`1 - ${burnt(shareOver(budgetWindow))}`, "{{objective}}")],
            }),
            graph({
              id: "http/burn-rate:111",
              title: "Burn rate",
              description:
                "How many times faster than the objective allows its budget burns: over 5 minutes, an hour and 6 hours. At 1 it lasts exactly 30 days.",
              empty,
              unit: "none",
              queries: [
                query(burnt(objectiveMissed.name), "{{objective}} 5m"),
                query(burnt(shareOver(hours(1))), "{{objective}} 1h"),
                query(burnt(shareOver(hours(6))), "{{objective}} 6h"),
              ],
            }),
          ],
        },
      ];
