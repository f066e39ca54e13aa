const raw = String.raw;

/** The value, escaped for a regular expression. */
const escaped = (value: string): string => raw`(reReplaceAll "[.+*?()|\\[\\]{}^$\\\\]" "\\$0" ${value})`;

/** Whether a text with one entry per line contains the entry, which is escaped for a regular expression. */
const listed = (entry: string, text: string): string => raw`match (printf "\n%s\n" ${entry}) ${text}`;

/** The unique values of one label in the firing alerts, as alternatives; empty for an alert without the label. */
const alternatives = [
  raw`{{ $values := "\n" }}{{ $pattern := "" }}{{ range $alerts }}{{ $value := index .Labels $name }}`,
  raw`{{ $escaped := ${escaped("$value")} }}{{ if not (${listed("$escaped", "$values")}) }}`,
  raw`{{ if ne $values "\n" }}{{ $pattern = printf "%s|" $pattern }}{{ end }}`,
  raw`{{ $pattern = printf "%s%s" $pattern $escaped }}{{ $values = printf "%s%s\n" $values $value }}{{ end }}{{ end }}`,
].join("");

/** Matchers for the firing alerts of a notification: every label, with each of its values. */
const matchers = [
  raw`{{ $alerts := .Alerts.Firing }}{{ $names := "\n" }}{{ $filter := "" }}`,
  raw`{{ range $alerts }}{{ range .Labels.SortedPairs }}{{ $name := .Name }}{{ if not (${listed("$name", "$names")}) }}`,
  raw`{{ if ne $names "\n" }}{{ $filter = printf "%s, " $filter }}{{ end }}{{ $names = printf "%s%s\n" $names $name }}`,
  alternatives,
  raw`{{ if eq $values (printf "\n%s\n" .Value) }}{{ $filter = printf "%s%s=%q" $filter $name .Value }}`,
  raw`{{ else }}{{ $filter = printf "%s%s=~%q" $filter $name $pattern }}{{ end }}{{ end }}{{ end }}{{ end }}`,
].join("");

/**
 * Link to Alertmanager's form for a new silence, filled in to match only the firing alerts of the notification. The form decodes `%20` but not `+`.
 */
export const silenceUrl = raw`${matchers}{{ .ExternalURL }}/#/silences/new?filter={{ printf "{%s}" $filter | urlquery | reReplaceAll "\\+" "%20" }}`;
