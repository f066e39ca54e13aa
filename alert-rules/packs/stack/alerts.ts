import { expression, type Condition } from "../../condition";
import type { Severity } from "../../../exporters/model/thresholds";
import { identity, type Alert } from "../../model";
import { also, usualProofs, moments, type World } from "../../proofs/patterns";
import { hold } from "../../proofs/samples";
import type { Proofs, Scenario } from "../../proofs/scenario";
import { proofService } from "../../proofs/service";
import { counterWorld, gaugeWorld } from "./world";
import { labels, metric, minutes, promql, seconds, type Duration } from "../../promql";
import { label, text, value } from "../../template";

/** What an alert of a program of the stack says, beside how it is found and proven. */
export type StackTexts = Pick<Alert, "name" | "symptom" | "severity" | "summary" | "impact" | "firstSteps" | "panel">;

/** An alert of a program of the stack. All of them are scraped, so TargetDown says when their data is missing. */
export const stackAlert = (of: StackTexts & { condition: Condition; wait: number; extra?: readonly string[]; proofs: Proofs }): Alert => {
  const { condition, wait, extra = [], proofs, ...texts } = of;
  return {
    ...texts,
    condition,
    for: wait === 0 ? undefined : seconds(wait),
    identity: [...identity, ...extra],
    noData: { is: "separate alert", alert: "TargetDown" },
    proofs,
  };
};

/** Counters that should stand still: their growth over the window, by service and `extra`, is above 0. */
export interface Growth {
  readonly counters: readonly string[];
  readonly window: Duration;
  /** Labels of the counters that tell what grew, with the value they have in the proofs. */
  readonly extra?: Readonly<Record<string, string>>;
  /** Other labels the counters have, with the value they have in the proofs. */
  readonly other?: Readonly<Record<string, string>>;
  readonly wait: number;
  /** Growth that goes on for so many seconds and ends is proven to be quiet. */
  readonly harmless?: number;
}

/** Growth that begins, goes on for that long, and ends. */
function harmlessProof(texts: StackTexts, of: Growth, seconds: number): Scenario[] {
  const { counters, window, extra = {}, other = {}, wait } = of;
  const { quiet } = moments(texts.name, texts.severity, { ...proofService, ...extra });
  const ends = window.seconds + seconds;
  return counters.map((name) => ({
    title: `${texts.name} ${texts.severity} stays quiet when it is over after ${seconds} s (${name})`,
    series: counterWorld(name, { ...extra, ...other }).series([
      hold(window.seconds, 0),
      hold(seconds, 0.1),
      hold(window.seconds + wait, 0),
    ]),
    checks: [quiet(ends), quiet(ends + 60), quiet(ends + window.seconds), quiet(ends + wait)],
  }));
}

function growthProofs(texts: StackTexts, of: Growth): Proofs {
  const { counters, window, extra = {}, other = {}, wait, harmless } = of;
  const proofs = usualProofs<number>({
    alert: texts.name,
    severity: texts.severity,
    identity: [...identity, ...Object.keys(extra)],
    instance: { ...proofService, ...extra },
    worlds: counters.map((name) => counterWorld(name, { ...extra, ...other })),
    beyond: 0.1,
    inside: 0,
    settle: window.seconds,
    wait,
    missing: { then: "successor", after: window.seconds + 120 },
  });
  return harmless === undefined ? proofs : also(proofs, { quiet: harmlessProof(texts, of, harmless) });
}

/** An alert about counters that should stand still. Each is summed alone, so that one that is gone does not blind the others. */
export function growthAlert(texts: StackTexts, of: Growth): Alert {
  const by = labels(...identity, ...Object.keys(of.extra ?? {}));
  const expr = of.counters
    .map((name) => promql`sum by (${by}) (increase(${metric(name)}[${of.window}])) > 0`)
    .reduce(
      (sofar, next) => promql`
      ${sofar}
        or
      ${next}`,
    );
  return stackAlert({
    ...texts,
    condition: expression(expr),
    wait: of.wait,
    extra: Object.keys(of.extra ?? {}),
    proofs: growthProofs(texts, of),
  });
}

/** An alert about a gauge that says by itself that something is wrong. */
export function stateAlert(
  texts: StackTexts,
  of: { condition: Condition; wait: number; worlds: readonly World<number>[]; bad: number; good: number },
): Alert {
  const { name, severity } = texts;
  const proofs = usualProofs<number>({
    alert: name,
    severity,
    identity,
    instance: proofService,
    worlds: of.worlds,
    beyond: of.bad,
    inside: of.good,
    settle: 15,
    wait: of.wait,
    missing: { then: "successor", after: 180 },
  });
  return stackAlert({ ...texts, condition: of.condition, wait: of.wait, proofs });
}

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
        reloads
          .map((name) => promql`max by (${labels(...identity)}) (${metric(name)}) == 0`)
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
