/** How a medium writes emphasis and links. */
export interface Medium {
  readonly strong: (text: string) => string;
  readonly link: (text: string, url: string) => string;
  readonly between: string;
}

export const media = {
  slack: { strong: (text) => `*${text}*`, link: (text, url) => `<${url}|${text}>`, between: " · " },
  discord: { strong: (text) => `**${text}**`, link: (text, url) => `[${text}](${url})`, between: " · " },
  plain: { strong: (text) => text, link: (text, url) => `${text}: ${url}`, between: "\n" },
} as const satisfies Record<string, Medium>;

/** Alerts told of in one message; more of them are counted. */
const shown = 10;

const alertname = "{{ with .CommonLabels.alertname }}{{ . }}{{ else }}{{ (index .Alerts 0).Labels.alertname }} and others{{ end }}";
const place =
  "{{ with .CommonLabels.system }} {{ . }}{{ end }}{{ with .CommonLabels.service }}/{{ . }}{{ end }}{{ with .CommonLabels.environment }} ({{ . }}){{ end }}";

/** `[FIRING:2] CRITICAL HttpLatencyHigh demo/orders (local)`. */
export const title = `[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ len .Alerts.Firing }}{{ end }}]{{ with .CommonLabels.severity }} {{ . | toUpper }}{{ end }} ${alertname}${place}`;

/** Opens Alertmanager with the matchers of the message filled in. */
export const silenceUrl =
  "{{ .ExternalURL }}/#/silences/new?filter=%7B{{ range $i, $label := .GroupLabels.SortedPairs }}{{ if $i }}%2C%20{{ end }}{{ $label.Name }}%3D%22{{ $label.Value | urlquery }}%22{{ end }}%7D";

/** An annotation of the first alert; alerts of one message share the alert's name and so its runbook. */
export const firstAnnotation = (name: string): string => `{{ (index .Alerts 0).Annotations.${name} }}`;

/** The alert's name is among them: one message may tell of several alerts. */
const labelLine = '{{ range (.Labels.Remove (stringSlice "symptom")).SortedPairs }}{{ .Name }}={{ .Value }} {{ end }}';

function alertBlock(medium: Medium): string {
  const links = [
    `{{ with .Annotations.runbook_url }}${medium.link("What to do", "{{ . }}")}{{ end }}`,
    `{{ with .Annotations.dashboard_url }}${medium.between}${medium.link("Dashboard", "{{ . }}")}{{ end }}`,
    `{{ with .Annotations.sentry_url }}${medium.between}${medium.link("Errors in Sentry", "{{ . }}")}{{ end }}`,
  ].join("");
  return [
    medium.strong("{{ with .Annotations.summary }}{{ . }}{{ else }}{{ .Labels.alertname }}{{ end }}"),
    "{{ with .Annotations.impact }}{{ . }}",
    `{{ end }}${labelLine}`,
    links,
    "",
  ].join("\n");
}

/** The alerts that fire, each with what it means, its labels and its links; then those that ended; then how to silence it. */
export const body = (medium: Medium): string =>
  [
    `{{ range $i, $alert := .Alerts.Firing }}{{ if lt $i ${shown} }}${alertBlock(medium)}`,
    `{{ end }}{{ end }}{{ if gt (len .Alerts.Firing) ${shown} }}{{ len .Alerts.Firing }} alerts fire; the first ${shown} are shown.`,
    `{{ end }}{{ range $i, $alert := .Alerts.Resolved }}{{ if lt $i ${shown} }}Resolved: {{ with .Annotations.summary }}{{ . }}{{ else }}{{ .Labels.alertname }}{{ end }}`,
    labelLine,
    `{{ end }}{{ end }}{{ if .Alerts.Firing }}${medium.link("Silence", silenceUrl)}{{ end }}`,
  ].join("\n");

/** What a tenant reads: no runbook, no labels of ours. */
export const tenantTitle = '{{ if eq .Status "resolved" }}Resolved: {{ end }}{{ (index .Alerts 0).Annotations.summary }}';
export const tenantBody = "{{ range .Alerts }}{{ .Annotations.summary }}\n{{ end }}";
