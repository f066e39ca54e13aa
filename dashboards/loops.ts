import { itemAge, iterationAge } from "../alert-rules/packs/loop/series";
import type { Alert } from "../alert-rules/model";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { graph, line } from "./lines";
import type { Dashboard, Section } from "./model";
import { serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, firingTable } from "./sections/alerts";
import { thresholdLines, thresholdText } from "./threshold-lines";
import { titles } from "./titles";

/** Whether any service sets a threshold for the age of the last item. There is no default, so otherwise there is no alert. */
const watchesItems = (alerts: readonly Alert[]): boolean => alerts.some(({ panel }) => panel === "loops/items");

const loopSection = (alerts: readonly Alert[]): Section => ({
  title: "Loops",
  panels: [
    graph({
      id: "loops/iterations",
      title: "Last iteration",
      description: `Time since the last iteration of each loop, in the replica in which it ran last. A rising line means that the loop has stopped. ${thresholdText(alerts, "loops/iterations")}`,
      empty: "The service reports no loops.",
      unit: "s",
      queries: [line(iterationAge, serviceScope, "{{loop}}"), ...thresholdLines(alerts, "loops/iterations", serviceScope)],
    }),
    graph({
      id: "loops/items",
      title: "Last new item",
      description: `Time since each loop last found a new item. ${watchesItems(alerts) ? thresholdText(alerts, "loops/items") : "No service sets a threshold."}`,
      empty: "No loop of the service counts items.",
      unit: "s",
      queries: [
        line(itemAge, serviceScope, "{{loop}}"),
        ...(watchesItems(alerts) ? thresholdLines(alerts, "loops/items", serviceScope) : []),
      ],
    }),
  ],
});

/** Dashboard for the loops of one service outside of queues, such as pollers. */
export const loops = (_facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "loops",
  title: titles.loops,
  description: "Loops of one service outside of queues, such as pollers: the last iteration and the last new item.",
  tags: ["loops"],
  variables: serviceVariables(iterationAge.name),
  alerts: firing(serviceAlerts),
  sections: [{ title: "Now", panels: [firingTable("loops/alerts:101", serviceAlerts, { width: 24, height: 6 })] }, loopSection(alerts)],
});
