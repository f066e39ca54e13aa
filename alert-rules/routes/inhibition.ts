import type { View } from "../../exporters/model/catalogue";
import { severities } from "../../exporters/model/thresholds";
import { probingJobs } from "../../exporters/scrape/probes";
import { stackSystem } from "../../exporters/scrape/targets";
import { uptimeAlertName } from "../../exporters/uptime/gatus-alert";
import { serviceKey, type Alert } from "../model";
import { probersDisagreeAlert } from "../packs/probe/probers";
import { probers } from "../packs/probe/series";
import { byCause, byDependency, bySystem, explainedBy, failedChecks, isVisible, systemExplainsPublic } from "./causes";
import { equals, oneOf, present, type InhibitRule } from "./model";

/** Matchers for rules with `system` and `service` in `equal`, because Alertmanager treats a label as equal if both alerts lack it. */
const known = [present("system"), present("service")];

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

/** An alert inhibits less severe alerts that have its name and the same identity labels. */
function bySeverity(alerts: readonly Alert[]): InhibitRule[] {
  const equal = ["alertname", ...unique(alerts.flatMap((alert) => alert.identity))];
  const named = (severe: Alert["severity"], mild: readonly Alert["severity"][]) =>
    unique(
      alerts
        .filter((alert) => alert.severity === severe && alerts.some((other) => other.name === alert.name && mild.includes(other.severity)))
        .map((alert) => alert.name),
    );
  return (
    [
      ["critical", ["warning", "info"]],
      ["warning", ["info"]],
    ] as const
  ).flatMap(([severe, mild]): InhibitRule[] => {
    const names = named(severe, mild);
    if (names.length === 0) return [];
    return [
      {
        name: `${severe} inhibits milder`,
        source_matchers: [equals("severity", severe), oneOf("alertname", names)],
        target_matchers: [oneOf("severity", mild), oneOf("alertname", names)],
        equal,
      },
    ];
  });
}

/** Names of the alerts for metrics that a service does not report. A target that is down or missing explains these alerts. */
export const missingDataAlerts = (alerts: readonly Alert[]): string[] =>
  unique(alerts.filter((alert) => alert.symptom === "unreported").map((alert) => alert.name));

/**
 * A target that is down or missing explains missing metrics of its service. `TargetDown` and `TargetMissing` have separate rules: with one
 * rule for both, the inhibition could end when one of them resolves, although the other still fires.
 */
function byTarget(alerts: readonly Alert[]): InhibitRule[] {
  const names = missingDataAlerts(alerts);
  if (names.length === 0) return [];
  return [
    { says: "target down", source: [equals("alertname", "TargetDown"), `job!~${JSON.stringify(probingJobs.join("|"))}`] },
    { says: "target not known", source: [equals("alertname", "TargetMissing")] },
  ].map(({ says, source }) => ({
    name: `${says} inhibits missing data`,
    source_matchers: [...source, ...known],
    target_matchers: [oneOf("alertname", names), ...known],
    equal: serviceKey,
  }));
}

/**
 * While the alert for a failed check fires in Prometheus, the alert from Gatus for the same check is inhibited. The same holds while
 * Prometheus warns that the check fails only in Gatus.
 */
const byFailedCheck = (): InhibitRule[] =>
  [...failedChecks.map((alert) => ({ alert, which: [] })), { alert: probersDisagreeAlert, which: [equals("prober", probers.gatus)] }].map(
    ({ alert, which }) => ({
      name: `${alert} explains what Gatus sees`,
      source_matchers: [equals("alertname", alert), ...which, ...known],
      target_matchers: [equals("alertname", uptimeAlertName), ...known],
      equal: [...serviceKey, "probe"],
    }),
  );

/** If blackbox-exporter is down, the targets of all probes are down too. Their alerts add no information. */
const byProber: InhibitRule = {
  name: "blackbox-exporter down inhibits its targets",
  source_matchers: [equals("alertname", "TargetDown"), equals("system", stackSystem), equals("service", "blackbox-exporter")],
  target_matchers: [equals("alertname", "TargetDown"), oneOf("job", probingJobs)],
  equal: ["environment"],
};

/** Every inhibition rule of the environment. */
export const inhibitRules = (view: View, alerts: readonly Alert[]): InhibitRule[] => [
  ...bySeverity(alerts),
  ...byDependency(view),
  ...byCause(),
  ...bySystem(view),
  ...byTarget(alerts),
  ...byFailedCheck(),
  byProber,
];

const listed = (names: readonly string[]): string => {
  const quoted = names.map((name) => `\`${name}\``);
  return [quoted.slice(0, -1).join(", "), ...quoted.slice(-1)].filter((text) => text !== "").join(" or ");
};

/** Returns a text for each group of alerts that inhibit this alert, for the runbook. */
export function inhibitorTexts(alert: Alert, alerts: readonly Alert[]): string[] {
  const milder = alerts.some(
    (other) => other.name === alert.name && severities.indexOf(other.severity) < severities.indexOf(alert.severity),
  );
  const there = (names: readonly string[]): string[] => unique(names).filter((name) => alerts.some((other) => other.name === name));
  const { here, elsewhere, system } = explainedBy(alert.symptom);
  const ifInternal = " (not if this service is public)";
  const unless = isVisible(alert.symptom) ? ifInternal : "";
  return [
    ...(milder ? ["a more severe alert of the same name and labels"] : []),
    ...(there(system).length === 0
      ? []
      : [`${listed(there(system))} of the same system${systemExplainsPublic(alert.symptom) ? "" : ifInternal}`]),
    ...(there(here).length === 0 ? [] : [`${listed(there(here))} of the same service`]),
    ...(elsewhere.length === 0
      ? []
      : [
          `${listed(there(elsewhere))} of a dependency${unless}`,
          `${listed(there(failedChecks))} of a dependency, if the failed check has \`meansDown: true\` (the default only for the check \`health\`)${unless}`,
        ]),
    ...(missingDataAlerts([alert]).length === 0 ? [] : ["`TargetDown` or `TargetMissing` of the same service"]),
    ...(alert.name === "TargetDown" ? ["`TargetDown` of blackbox-exporter, for probe targets"] : []),
  ];
}
