import { expression } from "../../condition";
import type { Severity } from "../../../exporters/model/thresholds";
import { serviceKey, type Alert } from "../../model";
import { labels, metric, minutes, promql } from "../../promql";
import { label, text, value } from "../../template";
import { growthAlert, latest, stateAlert, type StackTexts } from "./make";
import { gaugeWorld } from "./world";

const place = label("service");

/** A rule cannot be evaluated, so what it watches is not watched. */
export const ruleEvaluationFailing = (): Alert =>
  growthAlert(
    {
      name: "RuleEvaluationFailing",
      symptom: "rules",
      severity: "critical",
      summary: text`${place}: rules of ${label("rule_group")} fail`,
      impact: "The alerts of this rule group cannot fire.",
      firstSteps: [
        "Open the rules page of Prometheus: it shows the error beside the rule.",
        "A many-to-many match means that two series claim to be the same thing: find the duplicate target.",
        "If it began with a change of rules, take the change back.",
      ],
      panel: "stack/rules",
    },
    { counters: ["prometheus_rule_evaluation_failures_total"], window: minutes(5), extra: { rule_group: "http.rules.yml;http" }, wait: 60 },
  );

/** Rules take longer than the interval they are evaluated at. */
export const ruleEvaluationSlow = (): Alert =>
  growthAlert(
    {
      name: "RuleEvaluationSlow",
      symptom: "rules",
      severity: "warning",
      summary: text`${place}: evaluations of ${label("rule_group")} are skipped`,
      impact: "Alerts of this group fire late; recorded series have gaps.",
      firstSteps: [
        "See on the panel how long the group takes, and since when.",
        "Look for a jump in the number of series.",
        "Give Prometheus more CPU, or evaluate less often.",
      ],
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
 * Prometheus sends every firing alert again each minute, and the dead man's switch fires always: while Alertmanager is away, each two minutes bring a failure.
 * One that starts anew, as with every new secret, is back within five, and what it missed is sent again.
 */
const beyondRestart = { window: minutes(2), wait: 300, harmless: 120 } as const;

/** Alerts never reached Alertmanager. */
export const alertsDropped = (): Alert =>
  growthAlert(
    {
      name: "AlertsDropped",
      symptom: "notifications",
      severity: "critical",
      summary: text`${place}: alerts are dropped on the way to Alertmanager`,
      impact: "Alerts fire and nobody is told.",
      firstSteps: [
        "See whether Alertmanager runs and answers Prometheus.",
        "Read the log of Prometheus for the address and the error.",
        "Look at the firing alerts in Prometheus itself until it is mended.",
      ],
      panel: "stack/notifications",
    },
    { counters: ["prometheus_notifications_dropped_total"], ...beyondRestart },
  );

/** One Alertmanager, of perhaps several, does not take alerts. */
export const alertsNotTaken = (): Alert =>
  growthAlert(
    {
      name: "AlertmanagerNotReached",
      symptom: "notifications",
      severity: "warning",
      summary: text`${place}: ${label("alertmanager")} does not take alerts`,
      impact: "With one Alertmanager nobody is told; with several, one is no help.",
      firstSteps: [
        "See whether this Alertmanager runs and answers Prometheus.",
        "Read the log of Prometheus for the status it answered with.",
      ],
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
  summary: text`${place}: messages by ${label("integration")} fail`,
  impact,
  firstSteps: [
    "Read the log of Alertmanager: it has the receiver and the answer it got.",
    "An error about a file means that a secret is missing; 401, 403 and 404 mean that a key or an address is out of date.",
    "Tell the owners of the receiver by another way, and look at the firing alerts in Alertmanager itself.",
  ],
  panel: "stack/notifications",
});

/** Messages could not be delivered: tried again (warning), or given up (critical). */
export const notificationsFailing = (): Alert[] => [
  growthAlert(delivery("critical", "Alertmanager gave a message up; somebody was not told."), {
    counters: ["alertmanager_notifications_failed_total"],
    window: minutes(10),
    extra: { integration: "slack" },
    other: { reason: "other" },
    wait: 0,
  }),
  growthAlert(delivery("warning", "Messages arrive late; soon they may be given up."), {
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

/** A program could not read its configuration and goes on with an old one. */
export const configReloadFailed = (): Alert =>
  stateAlert(
    {
      name: "ConfigReloadFailed",
      symptom: "config",
      severity: "warning",
      summary: text`${place}: its configuration could not be read`,
      impact: "The program works with its last good configuration; after a restart it would not start.",
      firstSteps: ["Read the program's log: it names the line.", "Take the last change back, or mend it and deploy again."],
      panel: "stack/config",
    },
    {
      condition: expression(
        "the last reload of its configuration failed",
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

/** A scrape brought more than is allowed, so all of it was thrown away; or targets could not be read. */
export const scrapeRefused = (): Alert =>
  growthAlert(
    {
      name: "ScrapeRefused",
      symptom: "scrape",
      severity: "warning",
      summary: text`${place}: scrapes are thrown away or targets cannot be read (${value("count")} times)`,
      impact: "A target is not watched at all, though it answers.",
      firstSteps: [
        "Open the targets page of Prometheus: the target shows the limit it exceeded.",
        "Find the metric that grew: a label with ids, paths or messages in it.",
        "Mend the application; raise the limit only when the growth is wanted.",
      ],
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
