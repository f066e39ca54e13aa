import type { Medium } from "../../exporters/receivers/model";

const raw = String.raw;

/** Replaces each run of white space, control characters and characters that change the direction of text with one space. */
const clean = (text: string): string => raw`(reReplaceAll "[\\s\\p{Cc}\\x{2028}-\\x{202E}\\x{2066}-\\x{2069}]+" " " ${text})`;

/**
 * Cleans a text and cuts it to this number of characters, at most 1000. Escape only the result, because a cut in an escaped text could
 * split an escape sequence.
 */
export const short = (characters: number, text: string): string =>
  raw`(reReplaceAll "^(.{${characters - 1}}).{2,}$" "${"$"}{1}…" ${clean(text)})`;

/** Sets `$first` to the first firing alert, or to the first alert if none fires. */
export const firstAlert = "{{ $first := index .Alerts 0 }}{{ if .Alerts.Firing }}{{ $first = index .Alerts.Firing 0 }}{{ end }}";

const hour = "3600000000000";

/** Maximum length of a link in bytes. A longer link is left out, because a shortened link would not work. */
const longestLink = 400;
const link = (name: string, value: string): string =>
  `{{ $${name} := "" }}{{ with ${value} }}{{ if le (len .) ${longestLink} }}{{ $${name} = . }}{{ end }}{{ end }}`;

/** Adds a time range to `$panel`: from one hour before the start of the alert to one hour after its start. */
const panelTime = `{{ if $panel }}{{ $mark := "?" }}{{ if match "[?]" $panel }}{{ $mark = "&" }}{{ end }}{{ $panel = printf "%s%sfrom=%d&to=%d" $panel $mark (.StartsAt.Add -${hour}).UnixMilli (.StartsAt.Add ${hour}).UnixMilli }}{{ end }}`;

/** Sets `$panel` to the link to the alert's panel, with a time range around the start of the alert. */
export const setPanel = `${link("panel", ".Annotations.dashboard_url")}${panelTime}`;

/**
 * Sets variables for the alert: `$summary` (the alert's name if it has no summary), `$impact`, `$labels`, `$runbook`, `$panel` and
 * `$sentry`. `$labels` has all labels except `symptom`. Texts are escaped and shortened. A link that is too long is empty.
 */
export const alertFields = ({ escape }: Medium): string =>
  [
    `{{ $summary := ${escape(short(160, ".Labels.alertname"))} }}{{ with .Annotations.summary }}{{ $summary = ${escape(short(160, "."))} }}{{ end }}`,
    `{{ $impact := ${escape(short(200, ".Annotations.impact"))} }}`,
    `{{ $line := "" }}{{ range (.Labels.Remove (stringSlice "symptom")).SortedPairs }}{{ $line = printf "%s%s=%s " $line .Name ${short(80, ".Value")} }}{{ end }}`,
    `{{ $labels := ${escape(short(300, "$line"))} }}`,
    link("runbook", ".Annotations.runbook_url"),
    setPanel,
    link("sentry", ".Annotations.sentry_url"),
  ].join("");
