/** Text with Prometheus template parts; created only by the `text` tag. */
export class Template {
  constructor(
    readonly source: string,
    /** The same with readable placeholders, for documents: `<service>`. */
    readonly readable: string,
  ) {}
}

/** The value of one of the alert's labels. */
export const label = (name: string): Template => new Template(`{{ $labels.${name} }}`, `<${name}>`);

const formats = {
  duration: "{{ $value | humanizeDuration }}",
  ratio: "{{ $value | humanizePercentage }}",
  count: '{{ $value | printf "%.0f" }}',
  bytes: "{{ $value | humanize1024 }}B",
} as const;

/** The value of the alert's expression, formatted in its unit. */
export const value = (dimension: keyof typeof formats): Template => new Template(formats[dimension], "<value>");

/** A line of text with labels and values. */
export function text(strings: TemplateStringsArray, ...holes: readonly Template[]): Template {
  const join = (pick: (hole: Template) => string) =>
    strings.reduce((sofar, part, index) => sofar + part + (holes[index] ? pick(holes[index]) : ""), "");
  return new Template(
    join((hole) => hole.source),
    join((hole) => hole.readable),
  );
}
