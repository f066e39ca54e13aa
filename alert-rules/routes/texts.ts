import type { Medium, Message } from "../../exporters/receivers/model";
import { silenceUrl } from "./silence";

const alertname = "{{ with .CommonLabels.alertname }}{{ . }}{{ else }}{{ (index .Alerts 0).Labels.alertname }} and others{{ end }}";
const place =
  "{{ with .CommonLabels.system }} {{ . }}{{ end }}{{ with .CommonLabels.service }}/{{ . }}{{ end }}{{ with .CommonLabels.environment }} ({{ . }}){{ end }}";

/** `[FIRING:2] CRITICAL HttpLatencyHigh demo/orders (local)`. */
const title = `[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ len .Alerts.Firing }}{{ end }}]{{ with .CommonLabels.severity }} {{ . | toUpper }}{{ end }} ${alertname}${place}`;

/** An annotation of the first alert in the notification. */
const firstAnnotation = (name: string): string => `{{ (index .Alerts 0).Annotations.${name} }}`;

/** All labels of an alert except `symptom`. The alert's name is included, because one notification may contain different alerts. */
const labelLine = ({ field }: Medium): string =>
  `{{ range (.Labels.Remove (stringSlice "symptom")).SortedPairs }}{{ .Name }}=${field(".Value")} {{ end }}`;

/** The summary of an alert, or its name if it has no summary. */
const summary = ({ field }: Medium): string =>
  `{{ with .Annotations.summary }}${field(".")}{{ else }}${field(".Labels.alertname")}{{ end }}`;

function alertBlock(medium: Medium): string {
  const links = [
    `{{ with .Annotations.runbook_url }}${medium.link("What to do", "{{ . }}")}{{ end }}`,
    `{{ with .Annotations.dashboard_url }}${medium.between}${medium.link("Dashboard", "{{ . }}")}{{ end }}`,
    `{{ with .Annotations.sentry_url }}${medium.between}${medium.link("Errors in Sentry", "{{ . }}")}{{ end }}`,
  ].join("");
  return [
    medium.strong(summary(medium)),
    `{{ with .Annotations.impact }}${medium.field(".")}`,
    `{{ end }}${labelLine(medium)}`,
    links,
    "",
  ].join("\n");
}

/** Body of a notification: firing alerts with impact, labels and links, then resolved alerts, then the link that creates a silence. */
const body = (medium: Medium): string =>
  [
    `{{ range $i, $alert := .Alerts.Firing }}{{ if lt $i ${medium.alerts} }}${alertBlock(medium)}`,
    `{{ end }}{{ end }}{{ if gt (len .Alerts.Firing) ${medium.alerts} }}{{ len .Alerts.Firing }} alerts are firing; the first ${medium.alerts} are shown.`,
    `{{ end }}{{ range $i, $alert := .Alerts.Resolved }}{{ if lt $i ${medium.alerts} }}Resolved: ${summary(medium)}`,
    labelLine(medium),
    `{{ end }}{{ end }}{{ if .Alerts.Firing }}${medium.link("Silence", silenceUrl)}{{ end }}`,
  ].join("\n");

const links = {
  runbookUrl: firstAnnotation("runbook_url"),
  dashboardUrl: firstAnnotation("dashboard_url"),
  silenceUrl,
} as const;

/** Notification for an owner. */
export const ownerMessage: Message = { title, body, ...links };

const tenantTitle = '{{ if eq .Status "resolved" }}Resolved: {{ end }}{{ (index .Alerts 0).Annotations.summary }}';

/**
 * Notification for a tenant. Its text contains only the alerts' summaries. Slack and PagerDuty also show links to the runbook, and a webhook
 * receives all labels and annotations.
 */
export const tenantMessage: Message = {
  title: tenantTitle,
  body: ({ field }) => `{{ range .Alerts }}${field(".Annotations.summary")}\n{{ end }}`,
  ...links,
};
