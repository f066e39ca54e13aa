import type { View } from "../../exporters/model/catalogue";
import { deadMansSwitchReceiver, heartbeatAlert, runbookAnchor } from "../../exporters/model/naming";
import { uptimeAlertName } from "../../exporters/uptime/gatus-alert";
import { commandBlock } from "./commands";
import { line } from "./line";

/** Markdown lines with the first command in each environment. */
const firstCommand = (views: readonly View[], script: string, ...words: readonly string[]): string[] => [
  "**First command**",
  "",
  ...views.flatMap((view) => commandBlock(`In ${view.environment.id}:`, line(script, view, ...words))),
];

const link = (alert: string): string => `[${alert}](#${runbookAnchor(alert)})`;

/** Names of the alerts that have a section in the runbook. A catalogue without jobs, for example, has no JobLate. */
type Known = ReadonlySet<string>;

const listed = (alerts: readonly string[], known: Known): string =>
  alerts
    .filter((alert) => known.has(alert))
    .map(link)
    .join(" or ");
const ifKnown = (alert: string, known: Known, ...lines: readonly string[]): readonly string[] => (known.has(alert) ? lines : []);

const gatus = (views: readonly View[]): string[] => [
  `### ${uptimeAlertName}`,
  "",
  "\\<system\\>/\\<service\\>: check \\<probe\\> of \\<instance\\> fails in Gatus.",
  "",
  `Gatus runs the same checks as blackbox_exporter, and sends alerts to Alertmanager itself, even while Prometheus is down. The alert has the severity of the check. While ${link("ProbeFailed")} fires for the same check, Alertmanager suppresses the alert of Gatus. If the check passes in blackbox_exporter, ${link("ProbersDisagree")} warns instead, and Alertmanager suppresses the alert of Gatus too.`,
  "",
  "**First steps**",
  "",
  "1. Read Gatus' log. It has the condition of the check that is not met.",
  `2. If this alert arrives without ${link("ProbeFailed")}, check whether Prometheus and its rules work. For a program of the stack, this alert is the only one.`,
  `3. Then follow the steps of ${link("ProbeFailed")}.`,
  "",
  ...firstCommand(views, "logs", "gatus", "--grep", "fail"),
];

const vendor = (views: readonly View[], known: Known): string[] => [
  "### Messages of the external monitor",
  "",
  "UptimeRobot or Better Stack requests the public address of a check from outside the stack's network. Its message names the monitor, for example `shop/web health (production)`: the system and service, the check, and the environment.",
  "",
  ...(views.some(({ environment }) => environment.uptime.outside === "uptimerobot" && environment.uptime.plan === "free")
    ? [
        "On UptimeRobot's free plan, a monitor notifies at its first failure, so it does not page: it notifies only chat and email. If the failure lasts two minutes, Prometheus or Gatus pages.",
        "",
      ]
    : []),
  "- The check is down: users cannot reach the public address. The monitor cannot see whether the service itself works.",
  "- The certificate expires soon or is not valid: browsers will refuse the address.",
  "- Contacts for critical alerts get messages about a critical check. Contacts for warnings get those about a check that is only a warning; Better Stack sends these by email to its on-call person.",
  ...ifKnown(
    "JobLate",
    known,
    "- A heartbeat is missing: a job of the service has not reported a success in time. UptimeRobot's free plan has no heartbeats.",
  ),
  "",
  "**First steps**",
  "",
  `1. See whether ${listed(["ProbeFailed", "CertificateExpiresSoon"], known)} fires for the same check. If so, follow its steps.`,
  "2. If no alert fires, the service works in its own network. Check what is between it and the users: DNS, load balancer, firewall, certificate.",
  ...ifKnown("JobLate", known, `3. For a missing heartbeat, follow the steps of ${link("JobLate")}.`),
  "",
  ...firstCommand(views, "query", 'ALERTS{alertname=~"ProbeFailed|CertificateExpiresSoon|JobLate",alertstate="firing"}'),
];

const sentry = (views: readonly View[], known: Known): string[] => [
  "### Messages of Sentry",
  "",
  "Sentry's message names the project, `<system>-<service>-<environment>`. [sentry.md](sentry.md) describes the monitors.",
  "",
  "- A new or returning issue: the application reported an error that it had not reported before, or that was resolved.",
  "- A budget (metric monitor): LCP, duration or errors of API routes, or the number of active users has passed the limit in the catalogue.",
  "- A cron monitor: a job did not start in time, ran too long, or reported a failure.",
  "- An uptime monitor: Sentry could not reach the public address of a check.",
  "",
  "**First steps**",
  "",
  "1. See whether an alert of the same service fires. If one fires, follow its steps, and use the issue in Sentry to find the line of code.",
  "2. Open the issue, and compare its first event with the release that it names. If the release caused it, roll the release back.",
  ...ifKnown("JobLate", known, `3. For a cron monitor, follow the steps of ${link("JobLate")}.`),
  "",
  ...firstCommand(views, "query", 'ALERTS{alertstate="firing"}'),
];

const switches = (views: readonly View[]): string[] => [
  "### Messages of the dead man's switch",
  "",
  `The service that receives the heartbeats says that \`Dead man's switch of the monitoring (<environment>)\` is down: ${link(heartbeatAlert)} has not arrived for 5 minutes. Prometheus has no fresh data, or Alertmanager cannot deliver. Other alerts may fail to reach on-call too.`,
  "",
  "**First steps**",
  "",
  `1. Read Alertmanager's log. If it has errors of the receiver \`${deadMansSwitchReceiver}\`, only the way to the external service is broken.`,
  `2. Otherwise follow the steps of ${link(heartbeatAlert)}.`,
  "",
  ...firstCommand(views, "logs", "alertmanager", "--grep", "dead"),
];

/**
 * Sections about alerts and messages that do not come from Prometheus: Gatus, the external monitor, Sentry, and the dead man's switch. The
 * sections link to JobLate and CertificateExpiresSoon only if the alert is in `known`.
 */
export function senderSections(views: readonly View[], known: Known): string[] {
  const monitored = views.filter(({ environment }) => environment.uptime.outside !== "none");
  const withSentry = views.filter(({ environment }) => environment.sentry !== undefined);
  const switched = views.filter(({ environment }) => environment.deadMansSwitch !== undefined);
  return [
    "## Alerts and messages of other senders",
    "",
    ...gatus(views),
    ...(monitored.length === 0 ? [] : vendor(monitored, known)),
    ...(withSentry.length === 0 ? [] : sentry(withSentry, known)),
    ...(switched.length === 0 ? [] : switches(switched)),
  ];
}
