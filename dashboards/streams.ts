import { lostRatio } from "../alert-rules/packs/stream/lost-series";
import { abnormalRatio, streamsActive, streamsByReason, streamSilence, streamsOpened } from "../alert-rules/packs/stream/series";
import type { Alert } from "../alert-rules/model";
import type { RuleFacts } from "../alert-rules/rule-facts";
import { graph, line } from "./lines";
import type { Dashboard, Section } from "./model";
import { serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, firingTable } from "./sections/alerts";
import { fixedLines, thresholdLines, thresholdText } from "./threshold-lines";
import { titles } from "./titles";

/** Whether any service sets a threshold for the silence of streams. There is no default, so otherwise there is no alert. */
const watchesSilence = (alerts: readonly Alert[]): boolean => alerts.some(({ panel }) => panel === "streams/silence");

const streamSection = (alerts: readonly Alert[]): Section => ({
  title: "Streams",
  panels: [
    graph({
      id: "streams/active",
      title: "Open streams",
      description:
        "Open streams of each kind, in all replicas together. A deployment lets the line fall until the clients have reconnected.",
      empty: "The service reports no streams.",
      unit: "short",
      queries: [line(streamsActive, serviceScope, "{{stream}}")],
    }),
    graph({
      id: "streams/closed",
      title: "Abnormal closes",
      description: `Share of the streams closed abnormally, among those closed in 5 minutes. ${thresholdText(alerts, "streams/closed")}`,
      empty: "The service reports no streams, or no stream was closed in this time.",
      unit: "percentunit",
      queries: [line(abnormalRatio, serviceScope, "{{stream}}"), ...thresholdLines(alerts, "streams/closed", serviceScope)],
    }),
    graph({
      id: "streams/silence",
      title: "Longest silence",
      description: `Time since the last event of that open stream of each kind which has sent none for the longest time, or 0 if none is open. ${watchesSilence(alerts) ? thresholdText(alerts, "streams/silence") : "No service sets a threshold."}`,
      empty: "The service reports no streams.",
      unit: "s",
      queries: [
        line(streamSilence, serviceScope, "{{stream}}"),
        ...(watchesSilence(alerts) ? thresholdLines(alerts, "streams/silence", serviceScope) : []),
      ],
    }),
    graph({
      id: "streams/lost",
      title: "Lost streams",
      description:
        "The largest share of its open streams that a process has lost within 6 minutes, without the application ending them, also in a restart. 0 if the clients have moved to other processes. The dashed line shows the threshold.",
      empty: "The service reports no streams.",
      unit: "percentunit",
      queries: [line(lostRatio, serviceScope, "{{stream}}"), ...fixedLines(alerts, "streams/lost", lostRatio.name, serviceScope)],
    }),
    graph({
      id: "streams/opened:110",
      title: "Streams opened",
      description:
        "Streams of each kind opened per second, over 5 minutes. After a loss of many streams, it shows whether clients reconnect.",
      empty: "The service reports no streams.",
      unit: "reqps",
      queries: [line(streamsOpened, serviceScope, "{{stream}}")],
    }),
    graph({
      id: "streams/reasons:111",
      title: "Streams closed by reason",
      description: "Streams closed per second, over 5 minutes, by outcome and reason.",
      empty: "The service reports no streams.",
      unit: "reqps",
      queries: [line(streamsByReason, serviceScope, "{{stream}} {{outcome}}: {{reason}}")],
    }),
  ],
});

/** Dashboard for the streams of one service, such as server-sent events and WebSocket connections. */
export const streams = (_facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "streams",
  title: titles.streams,
  description: "Streams of one service, such as server-sent events and WebSocket connections: open, opened, closed by reason, and silent.",
  tags: ["streams"],
  variables: serviceVariables(streamsActive.name),
  alerts: firing(serviceAlerts),
  sections: [{ title: "Now", panels: [firingTable("streams/alerts:101", serviceAlerts, { width: 24, height: 6 })] }, streamSection(alerts)],
});
