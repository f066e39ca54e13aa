import { toDestinations } from "../../exporters/pipeline/destinations";
import { unlistedAttribute } from "../../exporters/pipeline/identity";
import { claimedRecords, unlistedRecords } from "../../exporters/pipeline/log-counters";
import type { Alert } from "../../alert-rules/model";
import { gatewayMemory, maskedLines, queueSize, sampledTraces, spanCalls } from "../../alert-rules/packs/stack/series-detail";
import { invalidRequests, refusedRequests } from "../../alert-rules/packs/stack/alerts-senders";
import { is, labels, matches, matchesNot, metric, minutes, promql, select } from "../../alert-rules/promql";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { graph, query } from "../lines";
import type { PromQuery, Section, TimeseriesPanel } from "../model";
import { everything, stackScope, withEvents } from "./stores";

const window = minutes(5);
/** Exporters whose queue is in memory. The length of such a queue is in requests, not in bytes. */
const inMemory = `${toDestinations}|prometheus/.+`;

/** Panel with the share of traces that the gateway keeps. Empty in an environment whose gateway keeps all traces. */
const sampling = ({ samplesTraces }: Pick<RuleFacts, "samplesTraces">): TimeseriesPanel[] =>
  samplesTraces
    ? [
        graph({
          id: "stack/sampled:151",
          title: "Share of traces kept",
          description:
            "Share of traces over 5 minutes that the gateway has kept and passed on to the store. It keeps every failed and every slow trace.",
          empty: "No traces arrive.",
          unit: "percentunit",
          queries: [
            query(
              promql`sum(rate(${select(sampledTraces, { ...stackScope, sampled: is("true") })}[${window}])) / (sum(rate(${select(sampledTraces, stackScope)}[${window}])) > 0)`,
              "kept",
            ),
          ],
        }),
      ]
    : [];

/**
 * Queries for faults of senders: requests without a valid token, requests that the gateway cannot read, log records that name a system
 * other than that of the token, and telemetry of services that the catalogue does not list.
 */
const senders = (): PromQuery[] => [
  ...Object.entries(refusedRequests).map(([counter, match]) => {
    const [[label, value] = ["", ""]] = Object.entries(match);
    return query(
      promql`sum by (${labels("service")}) (increase(${select(metric(counter), { ...stackScope, [label]: is(value) })}[${window}]))`,
      `{{service}}: ${value === "401" ? "HTTP" : "gRPC"} requests without a valid token`,
    );
  }),
  ...Object.entries(invalidRequests).flatMap(([counter, match]) =>
    Object.entries(match).map(([label, values]) =>
      query(
        promql`sum by (${labels("service", label)}) (increase(${select(metric(counter), { ...stackScope, [label]: matches(values.join("|")) })}[${window}]))`,
        `{{service}}: requests that cannot be read ({{${label}}})`,
      ),
    ),
  ),
  query(
    promql`sum by (${labels("system", "service")}) (increase(${select(metric(claimedRecords), everything)}[${window}])) > 0`,
    "{{system}}/{{service}}: name another system",
  ),
  query(
    promql`sum by (${labels("system")}) (increase(${select(metric(unlistedRecords), everything)}[${window}])) > 0`,
    "{{system}}: log lines of services that the catalogue does not list",
  ),
  query(
    promql`sum by (${labels("system")}) (increase(${select(spanCalls, { ...everything, [unlistedAttribute]: is("true") })}[${window}])) > 0`,
    "{{system}}: requests of services that the catalogue does not list",
  ),
];

/** Section about the gateway: its memory, the faults of senders, and what it rejects, fails to deliver, queues, samples and masks. */
export const pipelineSection = (alerts: readonly Alert[], facts: Pick<RuleFacts, "samplesTraces">): Section => ({
  title: "Gateway",
  panels: [
    graph({
      id: "stack/pipeline",
      title: "Delivery of the gateway",
      description:
        "Log lines and spans in 5 minutes that the gateway rejected because its memory limit was reached, or gave up because the receiver rejected them; requests without a valid token, or that it cannot read; log lines that name a system other than that of the token; and log lines and requests of services that the catalogue does not list, whose name is in the field `claimed_service`. The right axis shows the data in the queue on disk of each exporter. A queue that does not shrink means that its receiver accepts no data.",
      empty: "The gateway is not scraped, or it has not counted any event yet.",
      unit: "short",
      legend: "right",
      width: 24,
      queries: withEvents(
        alerts,
        "stack/pipeline",
        ...senders(),
        query(
          promql`max by (${labels("exporter", "data_type")}) (${select(queueSize, { ...stackScope, exporter: matchesNot(inMemory) })})`,
          "{{exporter}}: queued {{data_type}}",
          {
            right: "bytes",
          },
        ),
      ),
    }),
    ...sampling(facts),
    graph({
      id: "stack/gateway-memory:152",
      title: "Memory of the gateway",
      description:
        "Resident memory of the gateway, and of log agents if there are any. At 80 % of its memory limit, the gateway rejects data.",
      empty: "The gateway is not scraped.",
      unit: "bytes",
      queries: [query(promql`max by (${labels("service")}) (${select(gatewayMemory, stackScope)})`, "{{service}}")],
    }),
    graph({
      id: "stack/masked:153",
      title: "Masked log lines",
      description:
        "Log lines per second in which the gateway has masked personal data or secrets, by service. A service on this panel should not log them in the first place.",
      empty: "The gateway has masked nothing.",
      unit: "cps",
      legend: "right",
      queries: [
        query(
          promql`sum by (${labels("system", "service")}) (rate(${select(maskedLines, everything)}[${window}])) > 0`,
          "{{system}}/{{service}}",
        ),
      ],
    }),
  ],
});
