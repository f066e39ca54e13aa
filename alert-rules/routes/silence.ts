const raw = String.raw;

/** The value, escaped for a regular expression. */
const escaped = (value: string): string => raw`(reReplaceAll "[.+*?()|\\[\\]{}^$\\\\]" "\\$0" ${value})`;

/** Whether a text with a line per entry has the entry, which is escaped for a regular expression. */
const listed = (entry: string, text: string): string => raw`match (printf "\n%s\n" ${entry}) ${text}`;

/** Values that the firing alerts have of one label, each once, as alternatives; a label that one of them lacks is empty there. */
const alternatives = [
  raw`{{ $values := "\n" }}{{ $pattern := "" }}{{ range $alerts }}{{ $value := index .Labels $name }}`,
  raw`{{ $escaped := ${escaped("$value")} }}{{ if not (${listed("$escaped", "$values")}) }}`,
  raw`{{ if ne $values "\n" }}{{ $pattern = printf "%s|" $pattern }}{{ end }}`,
  raw`{{ $pattern = printf "%s%s" $pattern $escaped }}{{ $values = printf "%s%s\n" $values $value }}{{ end }}{{ end }}`,
].join("");

/** Matchers of what the message shows as firing: every label, with each value that one of its alerts has. */
const matchers = [
  raw`{{ $alerts := .Alerts.Firing }}{{ $names := "\n" }}{{ $filter := "" }}`,
  raw`{{ range $alerts }}{{ range .Labels.SortedPairs }}{{ $name := .Name }}{{ if not (${listed("$name", "$names")}) }}`,
  raw`{{ if ne $names "\n" }}{{ $filter = printf "%s, " $filter }}{{ end }}{{ $names = printf "%s%s\n" $names $name }}`,
  alternatives,
  raw`{{ if eq $values (printf "\n%s\n" .Value) }}{{ $filter = printf "%s%s=%q" $filter $name .Value }}`,
  raw`{{ else }}{{ $filter = printf "%s%s=~%q" $filter $name $pattern }}{{ end }}{{ end }}{{ end }}{{ end }}`,
].join("");

/**
 * Opens Alertmanager with a silence filled in that matches what the message shows, and nothing else that fires. Alertmanager's form decodes `%20` and
 * leaves a `+` as it is.
 */
export const silenceUrl = raw`${matchers}{{ .ExternalURL }}/#/silences/new?filter={{ printf "{%s}" $filter | urlquery | reReplaceAll "\\+" "%20" }}`;
