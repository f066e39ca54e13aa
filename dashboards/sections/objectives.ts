import { errorBudget, objectiveKey } from "../../alert-rules/burning";
import { budgetWindow, objectiveMissed, shareOver } from "../../alert-rules/packs/http/objectives-series";
import { hours, labels, promql, select, type MetricName, type Promql } from "../../alert-rules/promql";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { graph, query } from "../lines";
import type { Section } from "../model";
import { serviceScope } from "../scope";

const budget = select(errorBudget, serviceScope);

/** Share of requests that miss an objective, as a multiple of its error budget. 1 is exactly the share that the objective allows. */
const burnt = (share: MetricName): Promql => promql`${select(share, serviceScope)} / on (${labels(...objectiveKey)}) ${budget}`;

const empty = "The service has no objective, or had no requests in this period.";

/** Section with the error budgets of a service. Empty if no service in the environment has an objective. */
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
                "Remaining error budget of each objective over the last 30 days, or over the time for which metrics exist. At 0 or below, the objective is missed.",
              empty,
              unit: "percentunit",
              queries: [query(promql`1 - ${burnt(shareOver(budgetWindow))}`, "{{objective}}")],
            }),
            graph({
              id: "http/burn-rate:111",
              title: "Burn rate",
              description:
                "How many times faster than allowed the error budget burns, over 5 minutes, 1 hour and 6 hours. At 1, the budget lasts exactly 30 days.",
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
