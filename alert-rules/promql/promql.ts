import { formatDuration } from "../../exporters/model/units";

/** A part of a PromQL expression. The `promql` tag creates it, and accepts no plain strings as placeholders, so that names are checked. */
export class Promql {
  /** Names of the metrics and recorded series in the expression, sorted and unique. */
  readonly metrics: readonly string[];
  constructor(
    readonly text: string,
    metrics: readonly string[] = [],
  ) {
    this.metrics = [...new Set(metrics)].sort();
  }
}

/** Name of a metric or recorded series. The constructor throws for an invalid name. */
export class MetricName {
  constructor(readonly text: string) {
    if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(text))
      throw new Error(`got ${JSON.stringify(text)}; a metric name may contain only letters, digits, _ and :`);
  }
}

/** A metric with label matchers. `select` creates it. */
export class Selector {
  constructor(
    readonly text: string,
    readonly metric: MetricName,
  ) {}
}

/** A duration above 0 seconds. The constructor throws for any other number. */
export class Duration {
  readonly text: string;
  constructor(readonly seconds: number) {
    if (!(seconds > 0)) throw new Error(`got ${seconds}; a duration must be above 0 seconds`);
    this.text = formatDuration(seconds);
  }
}

/** A finite number. The constructor throws for NaN and infinity. */
export class Scalar {
  readonly text: string;
  constructor(readonly value: number) {
    if (!Number.isFinite(value)) throw new Error(`got ${value}; a number must be finite`);
    this.text = String(value);
  }
}

/** Label names of a `by`, `on` or `group_left` clause, without the parentheses. The constructor throws for an invalid name. */
export class LabelNames {
  readonly text: string;
  constructor(readonly names: readonly string[]) {
    for (const name of names)
      if (!/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name))
        throw new Error(`got ${JSON.stringify(name)}; a label name may contain only letters, digits and _`);
    this.text = names.join(", ");
  }
}

export type Hole = MetricName | Selector | Duration | Scalar | LabelNames | Promql;

/** The indentation of the placeholder after this text if the placeholder starts its line. Otherwise empty. */
function indentAt(before: string): string {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return /^\s*$/.test(line) ? line : "";
}

function metricsOf(hole: Hole): readonly string[] {
  if (hole instanceof MetricName) return [hole.text];
  if (hole instanceof Selector) return [hole.metric.text];
  return hole instanceof Promql ? hole.metrics : [];
}

/** Removes the indentation that all lines share, and blank lines at the start and end. */
function dedent(text: string): string {
  const lines = text.replace(/^\n+/, "").replace(/\s+$/, "").split("\n");
  const margins = lines.filter((line) => line.trim() !== "").map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const margin = Math.min(...margins);
  return lines.map((line) => line.slice(margin)).join("\n");
}

/** Template tag for PromQL with typed placeholders. It removes the indentation that all lines share, and indents inserted expressions. */
export function promql(strings: TemplateStringsArray, ...holes: readonly Hole[]): Promql {
  const text = strings.reduce((sofar, part, index) => {
    const hole = holes[index];
    const upTo = sofar + part;
    return hole === undefined ? upTo : upTo + hole.text.replaceAll("\n", `\n${indentAt(upTo)}`);
  }, "");
  return new Promql(dedent(text), holes.flatMap(metricsOf));
}

export const metric = (name: string): MetricName => new MetricName(name);
export const seconds = (value: number): Duration => new Duration(value);
export const minutes = (value: number): Duration => new Duration(value * 60);
export const hours = (value: number): Duration => new Duration(value * 3600);
export const scalar = (value: number): Scalar => new Scalar(value);
export const labels = (...names: readonly string[]): LabelNames => new LabelNames(names);

/** Joins expressions with `or`. Throws if there are none. */
export const anyOf = (parts: readonly Promql[]): Promql => parts.reduce((joined, next) => promql`${joined} or ${next}`);
