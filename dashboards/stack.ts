import { alertsNow, targetUp } from "../alert-rules/packs/target/series-detail";
import { processCpu, processMemory } from "../alert-rules/packs/http/series-detail";
import { notificationsSent, ruleGroupDuration, ruleGroupInterval, scrapeDuration } from "../alert-rules/packs/stack/series-detail";
import type { RuleFacts } from "../alert-rules/rule-facts";
import type { Alert } from "../alert-rules/model";
import { is, labels, metric, minutes, promql, select } from "../alert-rules/promql";
import { heartbeatAlert } from "../exporters/model/naming";
import { fixedLines } from "./threshold-lines";
import { graph, query } from "./lines";
import type { Dashboard, PromQuery, Section, Some, TimeseriesPanel } from "./model";
import { environmentVariable } from "./scope";
import { events, metricsOf } from "./sections/events";
import { pipelineSection } from "./sections/pipeline";
import { calm, everything, stackScope, storesSection, withEvents } from "./sections/stores";
import { firing, firingTable } from "./sections/alerts";
import { titles } from "./titles";

const window = minutes(5);
const service = labels("service");

function reloads(alerts: readonly Alert[]): Some<PromQuery> {
  const [first, ...rest] = metricsOf(alerts, "stack/config").map((name) =>
    query(promql`max by (${service}) (${select(metric(name), stackScope)})`, "{{service}}"),
  );
  if (first === undefined) throw new Error("no alert of panel stack/config reads a metric of configuration reloads");
  return [first, ...rest];
}

/** The panel of the alert about discovery. Empty in an environment without discovery. */
function discovery(alerts: readonly Alert[]): TimeseriesPanel[] {
  const [first, ...rest] = events(alerts, "stack/discovery", stackScope);
  if (first === undefined) return [];
  return [
    graph({
      id: "stack/discovery",
      title: "Failed discovery",
      description:
        "Failed requests of Prometheus to list or watch the objects of the cluster, or to list Docker's containers, over 5 minutes. A healthy stack has 0.",
      empty: calm,
      unit: "none",
      queries: [first, ...rest],
    }),
  ];
}

const now = (alerts: readonly Alert[]): Section => ({
  title: "Now",
  panels: [
    graph({
      id: "stack/heartbeat",
      title: "Heartbeat",
      description:
        "Age of the newest sample in Prometheus. The right axis shows 1 while the dead man's switch sends its heartbeat. The external monitor notifies on-call when the heartbeat stops.",
      empty: "Prometheus stores no samples. Do not rely on any alert.",
      unit: "s",
      height: 8,
      queries: [
        query(promql`time() - max(timestamp(${select(targetUp, everything)}))`, "newest sample"),
        ...fixedLines(alerts, "stack/heartbeat", targetUp, everything, { legend: "heartbeat stops above" }),
        query(promql`max(${select(alertsNow, { alertname: is(heartbeatAlert), alertstate: is("firing"), ...everything })})`, "heartbeat", {
          right: "none",
        }),
      ],
    }),
    firingTable("stack/alerts:101", stackScope, { width: 12, height: 8 }),
  ],
});

const rules = (alerts: readonly Alert[]): Section => ({
  title: "Rules and notifications",
  panels: [
    graph({
      id: "stack/rules",
      title: "Failed and skipped rules",
      description: "Rule evaluations in 5 minutes that failed, or that were skipped because the previous evaluation had not finished.",
      empty: calm,
      unit: "short",
      queries: withEvents(alerts, "stack/rules"),
    }),
    graph({
      id: "stack/rule-time:110",
      title: "Slowest rule groups",
      description: "Duration of the last evaluation of the ten slowest groups. The dashed line shows the evaluation interval.",
      empty: calm,
      unit: "s",
      legend: "right",
      queries: [
        query(promql`topk(10, max by (${labels("rule_group")}) (${select(ruleGroupDuration, stackScope)}))`, "{{rule_group}}"),
        query(promql`min(${select(ruleGroupInterval, stackScope)})`, "interval", { style: "dashed" }),
      ],
    }),
    graph({
      id: "stack/notifications",
      title: "Failed notifications",
      description: "Alerts in 5 minutes that did not reach Alertmanager, and notifications that Alertmanager could not deliver.",
      empty: calm,
      unit: "short",
      queries: withEvents(alerts, "stack/notifications"),
    }),
    graph({
      id: "stack/sent:122",
      title: "Notifications sent",
      description: "Notifications that Alertmanager sent in 5 minutes, by integration. The heartbeat is included.",
      empty: calm,
      unit: "short",
      queries: [
        query(promql`sum by (${labels("integration")}) (increase(${select(notificationsSent, stackScope)}[${window}]))`, "{{integration}}"),
      ],
    }),
    graph({
      id: "stack/config",
      title: "Configuration loaded",
      description: "1 if a program's last configuration reload succeeded, 0 if it failed.",
      empty: calm,
      unit: "none",
      queries: reloads(alerts),
    }),
    ...discovery(alerts),
    graph({
      id: "stack/scrape-time:140",
      title: "Slowest scrapes",
      description: "Duration of the last scrape of the ten slowest jobs. A scrape that exceeds its timeout is lost.",
      empty: "Prometheus scrapes nothing.",
      unit: "s",
      queries: [query(promql`topk(10, max by (${labels("job")}) (${select(scrapeDuration, everything)}))`, "{{job}}")],
    }),
  ],
});

const programs: Section = {
  title: "Programs",
  panels: [
    graph({
      id: "stack/process-cpu:130",
      title: "CPU",
      description: "CPU usage of each program of the monitoring stack. 100 % is one whole core.",
      empty: "The stack's programs are not scraped.",
      unit: "percentunit",
      queries: [query(promql`sum by (${service}) (rate(${select(processCpu, stackScope)}[$__rate_interval]))`, "{{service}}")],
    }),
    graph({
      id: "stack/process-memory:131",
      title: "Memory",
      description: "Resident memory of each program of the monitoring stack.",
      empty: "The stack's programs are not scraped.",
      unit: "bytes",
      queries: [query(promql`sum by (${service}) (${select(processMemory, stackScope)})`, "{{service}}")],
    }),
  ],
};

/** Dashboard for the monitoring stack itself. */
export const stack = (facts: Pick<RuleFacts, "stores" | "samplesTraces">, alerts: readonly Alert[]): Dashboard => ({
  id: "stack",
  title: titles.stack,
  description: "Health of the monitoring stack: heartbeat, rules, notifications, storage, scrapes, logs, traces, gateway.",
  tags: ["stack"],
  variables: [environmentVariable(targetUp)],
  alerts: firing(stackScope),
  sections: [now(alerts), rules(alerts), storesSection(alerts, facts.stores), pipelineSection(alerts, facts), programs],
});
