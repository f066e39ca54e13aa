import type { MetricName } from "./promql";

/** A string with Prometheus template actions. Only the `text` tag and the functions in this file create one. */
export class Template {
  constructor(
    readonly source: string,
    /** The same string with readable placeholders such as `<service>`, for documents. */
    readonly readable: string,
  ) {}
}

/** Placeholder for the value of one of the alert's labels. */
export const label = (name: string): Template => new Template(`{{ $labels.${name} }}`, `<${name}>`);

/** Placeholder for a label that an alert may lack: `before` and the label's value, or nothing if the alert does not have the label. */
export const optional = (before: string, name: string): Template =>
  new Template(`{{ with $labels.${name} }}${before}{{ . }}{{ end }}`, `[${before}<${name}>]`);

const formats = {
  duration: "{{ $value | humanizeDuration }}",
  ratio: "{{ $value | humanizePercentage }}",
  count: '{{ $value | printf "%.0f" }}',
  decimal: '{{ $value | printf "%.3g" }}',
  bytes: "{{ $value | humanize1024 }}B",
} as const;

/** Placeholder for the value of the alert's expression, formatted in its unit. */
export const value = (dimension: keyof typeof formats): Template => new Template(formats[dimension], "<value>");

/** Placeholder for the current value of another recorded series, as a whole number. `by`: labels that the series shares with the alert. */
export function number({ text: name }: MetricName, by: readonly string[]): Template {
  const matchers = by.map((key) => `${key}=%q`).join(",");
  const values = by.map((key) => `$labels.${key}`).join(" ");
  return new Template(
    `{{ with printf \`${name}{${matchers}}\` ${values} | query }}{{ . | first | value | printf "%.0f" }}{{ end }}`,
    "<number>",
  );
}

/** Template tag for one line of text with placeholders such as `label` and `value`. */
export function text(strings: TemplateStringsArray, ...holes: readonly Template[]): Template {
  const join = (pick: (hole: Template) => string) =>
    strings.reduce((sofar, part, index) => sofar + part + (holes[index] ? pick(holes[index]) : ""), "");
  return new Template(
    join((hole) => hole.source),
    join((hole) => hole.readable),
  );
}
