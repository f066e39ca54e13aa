import { fixed } from "../../condition";
import { identity, type Alert } from "../../model";
import { minutes } from "../../promql";
import { firingInSystem, serviceErrors } from "../../step-commands";
import { label, text, value } from "../../template";
import { lostProofs } from "./lost-proofs";
import { leastLost, lostRatio } from "./lost-series";

/** Alert for many streams of a process that end at about the same time, also in a restart, and whose clients do not come back. */
export const streamsLost = (): Alert => ({
  name: "StreamsLost",
  symptom: "streams-lost",
  severity: "warning",
  condition: fixed(lostRatio, ">", 0.5, {
    when: `more than half of the open streams of a process, and at least ${leastLost}, ended at about the same time without the application ending them, also in a restart, and the clients have not come back to any process for 3 minutes`,
  }),
  for: minutes(3),
  keepFiringFor: minutes(5),
  identity: [...identity, ...lostRatio.extra],
  noData: { is: "separate alert", alert: "TargetDown" },
  summary: text`${label("system")}/${label("service")}: ${value("ratio")} of the open streams of ${label("stream")} in one process ended at about the same time`,
  impact: "Many users have lost their connection, and receive no events until their clients reconnect.",
  firstSteps: [
    {
      step: "Check for which reason the streams were closed.",
      command: { query: "stream:closed_by_reason:rate5m{$service}" },
    },
    { step: "If the reason is `error`, read the errors in the log of the service.", command: serviceErrors },
    {
      step: "Otherwise, check what is between the clients and the service: the proxy, the load balancer, the network, the tokens of the clients.",
      command: firingInSystem,
    },
    "Check that clients can open new streams, especially if the service was deployed or has restarted. If they can but do not, the clients do not reconnect by themselves.",
  ],
  firstCommand: { query: "stream:active:count{$service}" },
  panel: "streams/lost",
  proofs: lostProofs,
});
