import { certificateExpiry, certificateVerified, probeDuration, proberSuccess, probeSuccess } from "../../alert-rules/packs/probe/series";
import type { Alert } from "../../alert-rules/model";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { labels, matches, promql, scalar } from "../../alert-rules/promql";
import { fixedLines, thresholdColumns } from "../threshold-lines";
import { graph, query } from "../lines";
import type { Section, TablePanel } from "../model";
import { of, systemsScope } from "../scope";
import { states, worstOf } from "./alerts";

const mostLines = 10;
const mostRows = 100;
const check = labels("system", "service", "probe", "instance");
const empty = "These systems have no probes, or blackbox-exporter is down.";

/** Table of the certificates that probes see, each with the thresholds that apply to it. The table has at most `mostRows` rows. */
function certificates(alerts: readonly Alert[]): TablePanel {
  const id = "overview/certificates";
  const names = [...new Set(alerts.filter(({ panel }) => panel === id).map(({ name }) => name))];
  const next = promql`bottomk(${scalar(mostRows)}, min by (${check}) (${of(certificateExpiry, systemsScope)}))`;
  const firing = worstOf(check, { ...systemsScope, alertname: matches(names.join("|")) }, [promql`${of(certificateExpiry, systemsScope)}`]);
  const thresholds = thresholdColumns(alerts, id, systemsScope, { rows: check, before: 2, unit: "s" });
  return {
    type: "table",
    id,
    title: "Certificates",
    description: `Time until the certificates expire that probes see. The next to expire come first, at most ${mostRows}. The alert fires below the service's own threshold, or below the default if the service sets none.`,
    empty: "No probe over TLS has succeeded yet.",
    unit: "none",
    width: 24,
    height: 8,
    queries: [
      query(next, "Expires in"),
      query(promql`${firing} and on (${check}) ${next}`, "State"),
      ...thresholds.queries.map((of) => ({ ...of, expr: promql`${of.expr} and on (${check}) ${next}` })),
    ],
    columns: [
      { from: 1, title: "State", mappings: states, width: 90 },
      { from: 0, title: "Expires in", unit: "s", width: 120 },
      { from: "service", title: "Service" },
      { from: "system", title: "System" },
      { from: "instance", title: "Address", least: 260 },
      ...thresholds.columns,
    ],
    sortBy: { title: "Expires in", desc: false },
  };
}

/** Section with the success and duration of probes, and the expiry of certificates. */
export const probesSection = (facts: RuleFacts, alerts: readonly Alert[]): Section => ({
  title: "Probes",
  panels: [
    graph({
      id: "overview/probes",
      title: "Probe success",
      description: `Share of probes that passed over 1 minute, by prober, for the ${mostLines} worst probes, and share of verified TLS connections to public addresses over 5 minutes. Healthy ones are at 100 %.`,
      empty,
      unit: "percentunit",
      queries: [
        query(promql`bottomk(${scalar(mostLines)}, ${of(proberSuccess, systemsScope)})`, "{{system}}/{{service}} {{probe}} {{prober}}"),
        ...(facts.hasCertificates
          ? [
              query(
                promql`bottomk(${scalar(mostLines)}, ${of(certificateVerified, systemsScope)})`,
                "{{system}}/{{service}} TLS {{instance}}",
              ),
            ]
          : []),
        ...fixedLines(alerts, "overview/probes", probeSuccess.name, systemsScope),
      ],
    }),
    graph({
      id: "overview/probe-time:120",
      title: "Probe duration",
      description: `Mean duration over 5 minutes of the ${mostLines} slowest probes.`,
      empty,
      unit: "s",
      queries: [query(promql`topk(${scalar(mostLines)}, ${of(probeDuration, systemsScope)})`, "{{system}}/{{service}} {{probe}}")],
    }),
    ...(facts.hasCertificates ? [certificates(alerts)] : []),
  ],
});
