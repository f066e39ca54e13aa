import type { View } from "../../exporters/model/catalogue";
import { deadMansSwitchReceiver, heartbeatAlert, runbookAnchor } from "../../exporters/model/naming";
import { uptimeAlertName } from "../../exporters/uptime/gatus-alert";
import { outsideLimits } from "../../exporters/model/vendor-plans";
import type { StepCommand } from "../first-command";
import { commandBlocks } from "./commands";
import { lineOf } from "./line";

/** A step in a section of the runbook: one or more sentences, and commands. The commands can be about any service. */
interface SenderStep {
  readonly text: string;
  readonly commands: readonly StepCommand[];
  /** Shell commands that on-call can run on any machine, without access to the stack. Default: none. */
  readonly lines?: readonly string[];
}

/** Markdown lines with the steps, followed by the commands of each step. The first step's commands have the heading "First command". */
const stepLines = (views: readonly View[], steps: readonly SenderStep[]): string[] => [
  "**First steps**",
  "",
  ...steps.map(({ text }, index) => `${index + 1}. ${text}`),
  "",
  ...steps.flatMap(({ commands, lines = [] }, index) => {
    const blocks = [...commandBlocks(commands, { views, about: () => true }), ...lines.flatMap((one) => ["```bash", one, "```", ""])];
    if (blocks.length === 0) return [];
    return [index === 0 ? "**First command**" : `**Command for step ${index + 1}**`, "", ...blocks];
  }),
];

const link = (alert: string): string => `[${alert}](#${runbookAnchor(alert)})`;

/** Names of the alerts that have a section in the runbook. If the catalogue has no jobs, for example, JobLate has no section. */
type Known = ReadonlySet<string>;

const listed = (alerts: readonly string[], known: Known): string =>
  alerts
    .filter((alert) => known.has(alert))
    .map(link)
    .join(" or ");
const ifKnown = <T>(alert: string, known: Known, ...items: readonly T[]): readonly T[] => (known.has(alert) ? items : []);

/** Where a vendor reports its own incidents: a web page and, if the vendor offers it, the URL of the same report in JSON format. */
const statusOf = {
  uptimerobot: { page: "https://status.uptimerobot.com" },
  betterstack: { page: "https://status.betterstack.com", json: "https://status.betterstack.com/index.json" },
} as const;

/** The external monitors of the environments. */
const monitorsOf = (views: readonly View[]) =>
  [...new Set(views.map(({ environment }) => environment.uptime.outside))].flatMap((monitor) => {
    if (monitor === "none") return [];
    const status: { readonly page: string; readonly json?: string } = statusOf[monitor];
    return [{ title: outsideLimits[monitor].title, statusPage: status.page, statusUrl: status.json }];
  });

const statusLine = (url: string): string => lineOf(["curl", "-sS", "-m", "15", url]);

const gatus = (views: readonly View[]): string[] => [
  `### ${uptimeAlertName}`,
  "",
  "\\<system\\>/\\<service\\>: check \\<probe\\> of \\<instance\\> fails in Gatus.",
  "",
  `Gatus runs the same checks as blackbox_exporter, and also checks programs of the stack. It sends alerts to Alertmanager itself, even while Prometheus is down. The alert has the severity of the check. While ${link("ProbeFailed")} fires for the same check, Alertmanager suppresses the alert of Gatus. If the check passes in blackbox_exporter, ${link("ProbersDisagree")} warns instead, and Alertmanager suppresses the alert of Gatus too.`,
  "",
  ...stepLines(views, [
    {
      text: "Read Gatus' log. It has the condition of the check that is not met. The results of all checks show since when the check has failed.",
      commands: [{ logs: "gatus", grep: "fail" }, { request: "results" }],
    },
    {
      text: "Request the URL as Gatus does. Check for a missing response, a wrong status, or a redirect.",
      commands: [{ request: "gatus" }],
    },
    {
      text: `If this alert arrives without ${link("ProbeFailed")}, check whether Prometheus and its rules work. ${link("ProbeFailed")} never fires for a program of the stack.`,
      commands: [{ replicas: "prometheus" }, { logs: "prometheus", grep: "err" }],
    },
    { text: `Then follow the steps of ${link("ProbeFailed")}.`, commands: [] },
  ]),
];

const vendor = (views: readonly View[], known: Known): string[] => [
  "### Messages of the external monitor",
  "",
  "UptimeRobot or Better Stack requests the public address of a check from outside the stack's network. Its message names the monitor, for example `shop/web health (production)`: the system and service, the check, and the environment.",
  "",
  ...(views.some(({ environment }) => environment.uptime.outside === "uptimerobot" && environment.uptime.plan === "free")
    ? [
        "On UptimeRobot's free plan, a monitor notifies at its first failure, so a short restart would page. Monitors therefore notify no pagers, unless the check sets `failures: 1`. If the failure lasts two minutes, Prometheus or Gatus pages.",
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
  ...stepLines(views, [
    {
      text: `See whether ${listed(["ProbeFailed", "CertificateExpiresSoon"], known)} fires for the same check. If so, follow its steps.`,
      commands: [{ query: 'ALERTS{alertname=~"ProbeFailed|CertificateExpiresSoon|JobLate",alertstate="firing"}' }],
    },
    {
      text: "If no alert fires within three minutes, the stack's probers still reach the service. Check what is between the service and the users: DNS, load balancer, firewall, certificate. Request the public address from your machine, and look at the certificates that the stack's network sees.",
      commands: [{ request: "outside" }, { request: "chain" }],
    },
    {
      text: `If the address responds, see whether the monitor itself has an incident: ${monitorsOf(views)
        .map(({ title, statusPage }) => `[status of ${title}](${statusPage})`)
        .join(", ")}.`,
      commands: [],
      lines: monitorsOf(views).flatMap(({ statusUrl }) => (statusUrl === undefined ? [] : [statusLine(statusUrl)])),
    },
    ...ifKnown("JobLate", known, { text: `For a missing heartbeat, follow the steps of ${link("JobLate")}.`, commands: [] }),
  ]),
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
  ...stepLines(views, [
    {
      text: "See whether an alert of the same service fires. If one fires, follow its steps, and use the issue in Sentry to find the line of code.",
      commands: [{ query: 'ALERTS{alertstate="firing"}' }],
    },
    {
      text: "Open the issue, and compare its first event with the release that it names. If the release caused it, roll the release back. Read the service's log of the same time. Replace `<system>/<service>` with the names in the issue's project.",
      commands: [{ logs: "<system>/<service>", grep: "error" }],
    },
    { text: "For an uptime monitor, request the public address from your machine.", commands: [{ request: "outside" }] },
    {
      text: "If the address responds, or if events are missing, see whether [Sentry itself](https://status.sentry.io) has an incident.",
      commands: [],
      lines: [statusLine("https://status.sentry.io/api/v2/status.json")],
    },
    ...ifKnown("JobLate", known, { text: `For a cron monitor, follow the steps of ${link("JobLate")}.`, commands: [] }),
  ]),
];

const switches = (views: readonly View[]): string[] => [
  "### Messages of the dead man's switch",
  "",
  `The service that receives the heartbeats says that \`Dead man's switch of the monitoring (<environment>)\` is down: ${link(heartbeatAlert)} has not arrived for 5 minutes. Prometheus has no fresh data, or Alertmanager cannot deliver. Other alerts may fail to reach on-call too.`,
  "",
  ...stepLines(views, [
    {
      text: `Read Alertmanager's log. If it has errors of the receiver \`${deadMansSwitchReceiver}\`, only the way to the external service is broken.`,
      commands: [{ logs: "alertmanager", grep: "dead" }],
    },
    {
      text: `Ask Alertmanager for ${link(heartbeatAlert)}. If the list is empty, Prometheus does not send it: check whether Prometheus runs, and read its log.`,
      commands: [{ request: "heartbeat" }, { replicas: "prometheus" }, { logs: "prometheus", grep: "err" }],
    },
    { text: `Otherwise follow the steps of ${link(heartbeatAlert)}.`, commands: [] },
  ]),
];

/**
 * Sections about alerts and messages that do not come from Prometheus: Gatus, the external monitor, Sentry, and the dead man's switch. A
 * section links to JobLate or CertificateExpiresSoon only if `known` contains this alert.
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
