const raw = String.raw;

/** Template expression for the value, escaped for a regular expression. */
const escaped = (value: string): string => raw`(reReplaceAll "[.+*?()|\\[\\]{}^$\\\\]" "\\$0" ${value})`;

/** Template expression: whether a string with one entry per line contains the entry, which must be escaped for a regular expression. */
const listed = (entry: string, text: string): string => raw`match (printf "\n%s\n" ${entry}) ${text}`;

/**
 * After this many bytes of values, no further values are collected. The link would be longer than `longest` in any case, and comparing
 * hundreds of long values takes Alertmanager seconds.
 */
const enough = 2000;

/** Collects the unique values of one label in the firing alerts, joined with `|`. An alert without the label adds an empty value. */
const alternatives = [
  raw`{{ $values := "\n" }}{{ $pattern := "" }}{{ range $alerts }}{{ if lt (len $values) ${enough} }}{{ $value := index .Labels $name }}`,
  raw`{{ $escaped := ${escaped("$value")} }}{{ if not (${listed("$escaped", "$values")}) }}`,
  raw`{{ if ne $values "\n" }}{{ $pattern = printf "%s|" $pattern }}{{ end }}`,
  raw`{{ $pattern = printf "%s%s" $pattern $escaped }}{{ $values = printf "%s%s\n" $values $value }}{{ end }}{{ end }}{{ end }}`,
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
 * Maximum length of the encoded matchers, in bytes. A longer link would fill a notification and exceed what some clients accept as a URL.
 */
const longest = 900;

/** Sets `$filter` to a list with one matcher for each label of `labels`, such as `.CommonLabels`. */
const matchersFor = (labels: string): string =>
  raw`{{ $filter = "" }}{{ range ${labels}.SortedPairs }}{{ if $filter }}{{ $filter = printf "%s, " $filter }}{{ end }}{{ $filter = printf "%s%s=%q" $filter .Name .Value }}{{ end }}`;

/** Matchers for the labels that all alerts of a notification share. They also match other alerts with these labels. */
const sharedMatchers = matchersFor(".CommonLabels");

const encoded = raw`printf "{%s}" $filter | urlquery | reReplaceAll "\\+" "%20"`;
const tooLong = `gt (len $silence) ${longest}`;

/**
 * Sets `$silence` to the encoded matchers for the firing alerts of the notification. If these matchers are too long, `$wide` is true, and
 * `$silence` has the matchers for the labels that all alerts share. If there are no matchers, or if those for the shared labels are too
 * long too, `$silence` is empty. Spaces are encoded as `%20`, because Alertmanager's form does not decode `+`.
 */
export const setSilence = [
  matchers,
  `{{ $wide := false }}{{ $silence := ${encoded} }}`,
  `{{ if ${tooLong} }}{{ $wide = true }}${sharedMatchers}{{ $silence = ${encoded} }}{{ end }}`,
  `{{ if or (eq $filter "") (${tooLong}) }}{{ $silence = "" }}{{ end }}`,
].join("");

/** Link to Alertmanager's form for a new silence. The template must contain `setSilence` before it. */
export const silenceLink = "{{ .ExternalURL }}/#/silences/new?filter={{ $silence }}";

/** Largest number of firing alerts that each have a silence link. With more alerts, the links would need the space of the alerts' texts. */
const separate = 4;

/**
 * Sets `$single` to the encoded matchers for one alert. Empty if fewer than two or more than four alerts fire, or if the matchers are too
 * long for a link. All matchers of a silence must match, so the silence for all alerts of a notification also covers other combinations of
 * their label values. The separate links cover one alert each.
 */
export const setSingle = [
  `{{ $single := "" }}{{ if and (gt (len $alerts) 1) (le (len $alerts) ${separate}) }}${matchersFor(".Labels")}{{ $single = ${encoded} }}`,
  `{{ if gt (len $single) ${longest} }}{{ $single = "" }}{{ end }}{{ end }}`,
].join("");

/** Link to the form for a silence of one alert. The template must contain `setSingle` before it. */
export const singleLink = "{{ $.ExternalURL }}/#/silences/new?filter={{ $single }}";

/**
 * Link to the form for a silence of all firing alerts, as a complete template. If `$silence` is empty, the link leads to the list of
 * silences.
 */
export const silenceUrl = `${setSilence}{{ .ExternalURL }}/#/silences{{ if $silence }}/new?filter={{ $silence }}{{ end }}`;
