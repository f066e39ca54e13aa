import { certificateExpiry, probeDuration, probeSuccess } from "../../alert-rules/packs/probe/series";
import type { Alert } from "../../alert-rules/model";
import { certificateExpiryThreshold } from "../../alert-rules/packs/probe/alerts";
import { labels, promql, scalar } from "../../alert-rules/promql";
import { fixedLines } from "../threshold-lines";
import { graph, query } from "../lines";
import type { Section } from "../model";
import { of, systemsScope } from "../scope";

const mostLines = 10;
const mostRows = 100;
const check = labels("system", "service", "probe", "instance");
const empty = "No check from outside is made of these systems, or the prober does not answer.";

/** Checks from outside: do they pass, how long do they take, how long are their certificates good. */
export const probesSection = (alerts: readonly Alert[]): Section => ({
  title: "Checks from outside",
  panels: [
    graph({
      id: "overview/probes",
      title: "Checks passed",
      description: `Share of the last minute's checks that passed, of the ${mostLines} worst. All lie at 100 % when all is well.`,
      empty,
      unit: "percentunit",
      width: 8,
      queries: [
        query(promql`bottomk(${scalar(mostLines)}, ${of(probeSuccess, systemsScope)})`, "{{system}}/{{service}} {{probe}}"),
        ...fixedLines(alerts, "overview/probes", probeSuccess.name, systemsScope),
      ],
    }),
    graph({
      id: "overview/probe-time",
      title: "Time they took",
      description: `Mean time a check took over 5 minutes, of the ${mostLines} slowest.`,
      empty,
      unit: "s",
      width: 8,
      queries: [query(promql`topk(${scalar(mostLines)}, ${of(probeDuration, systemsScope)})`, "{{system}}/{{service}} {{probe}}")],
    }),
    {
      type: "table",
      id: "overview/certificates",
      title: "Certificates",
      description: `When the certificates expire that the checks were shown; at most ${mostRows}, the next first. Colours are the limits of services that set none.`,
      empty: "No check from outside uses TLS.",
      unit: "none",
      width: 8,
      height: 8,
      queries: [query(promql`bottomk(${scalar(mostRows)}, min by (${check}) (${of(certificateExpiry, systemsScope)}))`, "Expires in")],
      columns: [
        { from: "system", title: "System" },
        { from: "service", title: "Service" },
        { from: "instance", title: "Address" },
        { from: 0, title: "Expires in", unit: "s", thresholds: certificateExpiryThreshold.defaults, worse: "below" },
      ],
      sortBy: { title: "Expires in", desc: false },
    },
  ],
});
