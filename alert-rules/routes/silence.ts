const raw = String.raw;

/** Template expression for the value, escaped for a regular expression. */
const escaped = (value: string): string => raw`(reReplaceAll "[.+*?()|\\[\\]{}^$\\\\]" "\\$0" ${value})`;

/** Template expression: whether a string with one entry per line contains the entry, which must be escaped for a regular expression. */
const listed = (entry: string, text: string): string => raw`match (printf "\n%s\n" ${entry}) ${text}`;

/** Collects the unique values of one label in the firing alerts, joined with `|`. An alert without the label adds an empty value. */
const alternatives = [
  raw`{{ $values := "\n" }}{{ $pattern := "" }}{{ range $alerts }}{{ $value := index .Labels $name }}`,
  raw`{{ $escaped := ${escaped("$value")} }}{{ if not (${listed("$escaped", "$values")}) }}`,
  raw`{{ if ne $values "\n" }}{{ $pattern = printf "%s|" $pattern }}{{ end }}`,
  raw`{{ $pattern = printf "%s%s" $pattern $escaped }}{{ $values = printf "%s%s\n" $values $value }}{{ end }}{{ end }}`,
].join("");

/** Matchers for the firing alerts of a notification: one matcher per label, with all values of the label. */
const matchers = [
  raw`{{ $alerts := .Alerts.Firing }}{{ $names := "\n" }}{{ $filter := "" }}`,
  raw`{{ range $alerts }}{{ range .Labels.SortedPairs }}{{ $name := .Name }}{{ if not (${listed("$name", "$names")}) }}`,
  raw`{{ if ne $names "\n" }}{{ $filter = printf "%s, " $filter }}{{ end }}{{ $names = printf "%s%s\n" $names $name }}`,
  alternatives,
  raw`{{ if eq $values (printf "\n%s\n" .Value) }}{{ $filter = printf "%s%s=%q" $filter $name .Value }}`,
  raw`{{ else }}{{ $filter = printf "%s%s=~%q" $filter $name $pattern }}{{ end }}{{ end }}{{ end }}{{ end }}`,
].join("");

/**
 * Link to Alertmanager's form for a new silence, filled with matchers for the firing alerts of the notification. Spaces are encoded as
 * `%20`, because the form does not decode `+`.
 */
export const silenceUrl = raw`${matchers}{{ .ExternalURL }}/#/silences/new?filter={{ printf "{%s}" $filter | urlquery | reReplaceAll "\\+" "%20" }}`;
