import type { Medium, Message } from "../../exporters/receivers/model";
import { alertFields, firstAlert, setPanel, short } from "./fields";
import { setSilence, setSingle, silenceLink, silenceUrl, singleLink } from "./silence";
import { roomForLinks, systemLinks, type Linked } from "./system-links";

/**
 * Title of a notification, e.g. `[FIRING:2] CRITICAL demo/orders: p95 latency is 3.2s (local)`. It contains the first alert's summary, or
 * the alert's name if there is no summary. Its parts are short, because Discord accepts 256 characters and escaping can double a character.
 */
const title = ({ escape }: Medium): string =>
  [
    firstAlert,
    `[{{ .Status | toUpper }}{{ if eq .Status "firing" }}:{{ len .Alerts.Firing }}{{ end }}]`,
    `{{ with .CommonLabels.severity }} {{ . | toUpper }}{{ end }} `,
    `{{ with $first.Annotations.summary }}{{ ${escape(short(90, "."))} }}{{ else }}{{ ${escape(short(90, "$first.Labels.alertname"))} }}{{ end }}`,
    `{{ with .CommonLabels.environment }} ({{ ${escape(short(20, "."))} }}){{ end }}`,
  ].join("");

/** Alertmanager's list of the receiver's alerts. */
const listUrl = "{{ .ExternalURL }}/#/alerts?receiver={{ .Receiver | urlquery }}";

/**
 * The link to the form for a new silence. Empty if `$silence` is empty. If the silence may cover other alerts too (`$wide`), the names of
 * the labels that it matches follow the link.
 */
const silence = ({ link, escape }: Medium): string =>
  `{{ if $silence }}${link("Silence{{ if gt (len $alerts) 1 }} all{{ end }}", silenceLink)}{{ if $wide }} (also covers other alerts with the same {{ ${escape(short(200, '(join ", " .CommonLabels.Names)'))} }}){{ end }}{{ end }}`;

/** First line of a notification: how many alerts fire, and links to the list of alerts and to the silence form. Empty if no alert fires. */
const head = (medium: Medium): string =>
  `{{ if .Alerts.Firing }}{{ len .Alerts.Firing }} alert{{ if ne (len .Alerts.Firing) 1 }}s{{ end }} fire{{ if eq (len .Alerts.Firing) 1 }}s{{ end }}. ${medium.link("All alerts", listUrl)}${medium.between}${silence(medium)}\n{{ end }}`;

/**
 * Starts to measure the text with the approximate length of its head. Templates cannot add numbers, so two strings are the counters: the
 * length of `$used` is the length of the text, and `$shown` has one x for each shown alert.
 */
const measure = `{{ $shown := "" }}{{ $used := printf "%400s%s" .Receiver $silence }}`;

/**
 * Always shows the first alert. Shows each further alert if it fits into the text. After an alert that does not fit, no further alert is
 * shown.
 */
const ifItFits = (medium: Medium, text: string, room = 0): string =>
  `{{ if lt (len $used) ${medium.room} }}${alertFields(medium)}${setSingle}{{ $used = printf "%s%${120 + room}s%s%s%s%s%s%s%s" $used "" $single $summary $impact $labels $runbook $panel $sentry }}{{ if or (eq $shown "") (lt (len $used) ${medium.room}) }}{{ $shown = printf "%sx" $shown }}${text}{{ end }}{{ end }}`;

const since =
  'since {{ if ge (since .StartsAt).Hours 20.0 }}{{ .StartsAt.UTC.Format "2 Jan " }}{{ end }}{{ .StartsAt.UTC.Format "15:04" }} UTC ({{ since .StartsAt | humanizeDuration }})';
const lasted = 'from {{ .StartsAt.UTC.Format "2 Jan 15:04" }} to {{ .EndsAt.UTC.Format "15:04" }} UTC';

function firingAlert(medium: Medium, systems: readonly Linked[]): string {
  const links = [
    `{{ with $runbook }}${medium.link("What to do", "{{ . }}")}{{ end }}`,
    `{{ with $panel }}${medium.between}${medium.link("Dashboard", "{{ . }}")}{{ end }}`,
    `{{ with $sentry }}${medium.between}${medium.link("Errors in Sentry", "{{ . }}")}{{ end }}`,
    `{{ if $single }}${medium.between}${medium.link("Silence", singleLink)}{{ end }}`,
    systemLinks(medium, systems),
  ].join("");
  return `\n${medium.strong("{{ $summary }}")} ${since}\n{{ with $impact }}{{ . }}\n{{ end }}{{ $labels }}\n${links}\n`;
}

const shownCount =
  "{{ if lt (len $shown) (len .Alerts) }}\n{{ len $shown }} of {{ len .Alerts }} alerts are shown, because the text is full.{{ end }}";

/** Body of a notification: the count, the links, the firing alerts, the resolved alerts, and whom the notification reaches. */
const body =
  (reached: string, systems: readonly Linked[]) =>
  (medium: Medium): string =>
    [
      setSilence,
      measure,
      head(medium),
      `{{ range .Alerts.Firing }}${ifItFits(medium, firingAlert(medium, systems), roomForLinks(systems))}{{ end }}`,
      `{{ range .Alerts.Resolved }}${ifItFits(medium, `\nResolved: {{ $summary }}\n{{ $labels }}\n${lasted}\n`)}{{ end }}`,
      shownCount,
      reached === "" ? "" : `\n{{ ${medium.escape(JSON.stringify(reached))} }}`,
    ].join("");

const links = {
  runbookUrl: `${firstAlert}{{ $first.Annotations.runbook_url }}`,
  dashboardUrl: `${firstAlert}{{ with $first }}${setPanel}{{ $panel }}{{ end }}`,
  silenceUrl,
} as const;

/**
 * Notification for an owner. `reached` is the line about whom the notification reaches; if it is empty, the notification has no such line.
 * An alert of one of the `systems` shows the links of its system.
 */
export const ownerMessage = (reached: string, systems: readonly Linked[]): Message => ({ title, body: body(reached, systems), ...links });

const tenantTitle = ({ escape }: Medium): string =>
  `${firstAlert}{{ if eq .Status "resolved" }}Resolved: {{ end }}{{ ${escape(short(110, "$first.Annotations.summary"))} }}`;

const tenantBody = ({ escape, room }: Medium): string =>
  [
    `{{ $shown := "" }}{{ $used := "" }}{{ if gt (len .Alerts) 1 }}{{ len .Alerts }} messages.\n{{ end }}`,
    `{{ range .Alerts }}{{ $summary := ${escape(short(200, ".Annotations.summary"))} }}{{ $used = printf "%s %s" $used $summary }}`,
    `{{ if or (eq $shown "") (lt (len $used) ${room}) }}{{ $shown = printf "%sx" $shown }}{{ $summary }}\n{{ end }}{{ end }}`,
    "{{ if lt (len $shown) (len .Alerts) }}{{ len $shown }} of {{ len .Alerts }} messages are shown.\n{{ end }}",
  ].join("");

/**
 * Notification for a tenant. Its text contains only the summaries and the number of the alerts. Slack also links to the runbook. PagerDuty
 * also links to the runbook, the dashboard and the silence form. A webhook receives all labels and annotations.
 */
export const tenantMessage: Message = { title: tenantTitle, body: tenantBody, ...links };
