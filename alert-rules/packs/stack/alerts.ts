import { expression } from "../../condition";
import type { Severity } from "../../../exporters/model/thresholds";
import { serviceKey, type Alert } from "../../model";
import { labels, metric, minutes, promql } from "../../promql";
import { label, text, value } from "../../template";
import { growthAlert, stateAlert, type StackTexts } from "./make";
import { latest } from "../../latest";
import { gaugeWorld } from "./world";

const place = label("service");

/** Alert for a rule group with rules that Prometheus cannot evaluate. The alerts of the group may not fire. */
export const ruleEvaluationFailing = (): Alert =>
  growthAlert(
    {
      name: "RuleEvaluationFailing",
      symptom: "rules",
      severity: "critical",
      summary: text`${place}: rules in ${label("rule_group")} fail`,
      impact: "Alerts in this rule group may not fire.",
      firstSteps: [
        "Open the rules page of Prometheus. It shows the error next to the rule.",
        "If it is a many-to-many matching error, two targets report the same series. Find the duplicate target.",
        "If the error started with a rule change, revert the change.",
      ],
      firstCommand: { logs: "prometheus", grep: "rule" },
      panel: "stack/rules",
    },
    { counters: ["prometheus_rule_evaluation_failures_total"], window: minutes(5), extra: { rule_group: "http.rules.yml;http" }, wait: 60 },
  );

/** Alert for a rule group whose evaluation takes longer than its interval. */
export const ruleEvaluationSlow = (): Alert =>
  growthAlert(
    {
      name: "RuleEvaluationSlow",
      symptom: "rules",
      severity: "warning",
      summary: text`${place}: evaluations of ${label("rule_group")} are skipped`,
      impact: "Alerts in this group fire late, and its recorded series have gaps.",
      firstSteps: [
        'Check in the panel "Slowest rule groups" on the same dashboard how long the group takes, and since when.',
        {
          step: 'Check in the panel "Series" on the same dashboard whether the number of series has jumped.',
          command: { query: "prometheus_tsdb_head_series" },
        },
        "Give Prometheus more CPU, or increase the evaluation interval.",
      ],
      firstCommand: { query: "topk(5, prometheus_rule_group_last_duration_seconds)" },
      panel: "stack/rules",
    },
    {
      counters: ["prometheus_rule_group_iterations_missed_total"],
      window: minutes(5),
      extra: { rule_group: "http.rules.yml;http" },
      wait: 300,
    },
  );

/**
 * Window and `for` of alerts about an unreachable Alertmanager, chosen so that a restart does not fire them. Prometheus resends the dead
 * man's switch every minute, so every two-minute window without Alertmanager contains a failure. After a restart, Alertmanager is back
 * within five minutes, and Prometheus resends the alerts that Alertmanager missed.
 */
const beyondRestart = { window: minutes(2), wait: 300, harmless: 120 } as const;

/** Alert for alerts that Prometheus dropped because no Alertmanager accepted them. */
export const alertsDropped = (): Alert =>
  growthAlert(
    {
      name: "AlertsDropped",
      symptom: "notifications",
      severity: "critical",
      summary: text`${place}: alerts are dropped on the way to Alertmanager`,
      impact: "Alerts fire, but on-call is not notified.",
      firstSteps: [
        { step: "Check whether Alertmanager runs and is reachable from Prometheus.", command: { replicas: "alertmanager" } },
        "Read the Prometheus log for the address and the error.",
        {
          step: "Until the problem is fixed, watch the firing alerts in Prometheus itself.",
          command: { query: 'ALERTS{alertstate="firing"}' },
        },
      ],
      firstCommand: { logs: "prometheus", grep: "alertmanager" },
      panel: "stack/notifications",
    },
    { counters: ["prometheus_notifications_dropped_total"], ...beyondRestart },
  );

/** Alert for an Alertmanager that does not accept alerts. If there are several Alertmanagers, each has its own alert. */
export const alertsNotTaken = (): Alert =>
  growthAlert(
    {
      name: "AlertmanagerNotReached",
      symptom: "notifications",
      severity: "warning",
      summary: text`${place}: ${label("alertmanager")} does not accept alerts`,
      impact: "With a single Alertmanager, on-call is not notified. With several, redundancy is lost.",
      firstSteps: [
        { step: "Check whether this Alertmanager runs and is reachable from Prometheus.", command: { replicas: "alertmanager" } },
        "Read the Prometheus log for the error, or for the status code that Alertmanager returned.",
      ],
      firstCommand: { logs: "prometheus", grep: "alertmanager" },
      panel: "stack/notifications",
    },
    {
      counters: ["prometheus_notifications_errors_total"],
      extra: { alertmanager: "http://alertmanager:9093/api/v2/alerts" },
      ...beyondRestart,
    },
  );

const delivery = (severity: Severity, impact: string): StackTexts => ({
  name: "NotificationsFailing",
  symptom: "notifications",
  severity,
  summary: text`${place}: notifications to ${label("integration")} fail`,
  impact,
  firstSteps: [
    "Read Alertmanager's log. It shows the receiver and the receiver's response.",
    "Check the error. If it is about a file, a secret is missing. If it is 401, 403 or 404, a key or an address is no longer valid.",
    {
      step: "Notify the owners of the receiver in another way, and watch the firing alerts in Alertmanager itself.",
      command: { query: 'ALERTS{alertstate="firing"}' },
    },
  ],
  firstCommand: { logs: "alertmanager", grep: "notify" },
  panel: "stack/notifications",
});

/** Alerts for notifications that could not be delivered. Alertmanager still retries (warning) or has given up (critical). */
export const notificationsFailing = (): Alert[] => [
  growthAlert(delivery("critical", "Alertmanager gave up on a notification. Its recipients were not notified."), {
    counters: ["alertmanager_notifications_failed_total"],
    window: minutes(10),
    extra: { integration: "slack" },
    other: { reason: "other" },
    wait: 0,
  }),
  growthAlert(delivery("warning", "Notifications arrive late. Soon Alertmanager may give up on them."), {
    counters: ["alertmanager_notification_requests_failed_total"],
    window: minutes(5),
    extra: { integration: "slack" },
    wait: 300,
  }),
];

const reloads = [
  "prometheus_config_last_reload_successful",
  "alertmanager_config_last_reload_successful",
  "blackbox_exporter_config_last_reload_successful",
];

/** Alert for Prometheus, Alertmanager or blackbox_exporter if it could not load its configuration and keeps the previous one. */
export const configReloadFailed = (): Alert =>
  stateAlert(
    {
      name: "ConfigReloadFailed",
      symptom: "config",
      severity: "warning",
      summary: text`${place}: configuration could not be loaded`,
      impact: "The program runs with its last valid configuration. If it stops, it cannot start again.",
      firstSteps: [
        { step: "Read the program's log. It shows the line with the error.", command: { logs: "<service>" } },
        "Revert the last change, or fix it and deploy again.",
      ],
      firstCommand: { logs: "prometheus", grep: "config" },
      panel: "stack/config",
    },
    {
      condition: expression(
        "the last configuration reload of Prometheus, Alertmanager or blackbox_exporter failed",
        reloads
          .map((name) => promql`min by (${labels(...serviceKey)}) (${latest(metric(name))}) == 0`)
          .reduce(
            (sofar, next) => promql`
            ${sofar}
              or
            ${next}`,
          ),
      ),
      wait: 60,
      worlds: reloads.map((name) => gaugeWorld(name)),
      bad: 0,
      good: 1,
    },
  );

/** Alert for scrapes that exceeded a limit and were discarded, and for target files that could not be read. */
export const scrapeRefused = (): Alert =>
  growthAlert(
    {
      name: "ScrapeRefused",
      symptom: "scrape",
      severity: "warning",
      summary: text`${place}: in 5 minutes, ${value("count")} scrapes were discarded or reads of target files failed`,
      impact: "A target is not monitored although it is up, or Prometheus has an outdated list of targets.",
      firstSteps: [
        "Open the targets page of Prometheus. It shows which limit the target exceeded.",
        {
          step: "If no target exceeded a limit, a target file could not be read. Read the Prometheus log for the file and the error.",
          command: { logs: "prometheus", grep: "err" },
        },
        "If a target exceeded a limit, find the metric whose cardinality grew. The cause is usually a label that holds IDs, paths or messages.",
        "Fix the application. Raise the limit only if the growth is expected.",
      ],
      firstCommand: { query: "topk(10, scrape_samples_scraped)" },
      panel: "overview/targets",
    },
    {
      counters: [
        "prometheus_target_scrapes_exceeded_sample_limit_total",
        "prometheus_target_scrapes_exceeded_body_size_limit_total",
        "prometheus_target_scrape_pool_exceeded_label_limits_total",
        "prometheus_target_scrape_pool_exceeded_target_limit_total",
        "prometheus_sd_file_read_errors_total",
      ],
      window: minutes(5),
      wait: 60,
    },
  );
