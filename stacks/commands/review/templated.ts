import { passes, type LabelSet, type SeriesOf } from "../../../alert-rules/promql/label-sets";
import { readExpression } from "../../../alert-rules/promql/expression";

/** `{{ with printf `series{a=%q}` $labels.a | query }}{{ . | first | label "owner" }}{{ end }}`: a label looked up in a series. */
const lookup = /printf `([^`]+)`((?:\s+\$labels\.\w+)*)\s*\|\s*query\s*\}\}.*\blabel "(\w+)"/s;

/**
 * The value of an alert's own label for one instance, with templates evaluated. Null when it is unknown; undefined when the lookup finds
 * nothing, because Prometheus drops empty labels.
 */
export function labelValue(text: string, instance: LabelSet, seriesOf: SeriesOf): string | null | undefined {
  if (!text.includes("{{")) return text;
  const [, format, args = "", wanted] = lookup.exec(text) ?? [];
  if (format === undefined || wanted === undefined) return null;
  const values = [...args.matchAll(/\$labels\.(\w+)/g)].map(([, name = ""]) => (name === "environment" ? "" : instance[name]));
  if (values.includes(null)) return null;
  let index = 0;
  const selector = readExpression(format.replace(/%q/g, () => JSON.stringify(values[index++] ?? "")));
  if (selector.type !== "selector") return null;
  const found = seriesOf(selector.metric).find((labels) =>
    // `environment` is left out on both sides, because it is the same.
    selector.matchers.every((matcher) => matcher.label === "environment" || passes(matcher, labels[matcher.label] ?? "")),
  );
  return found?.[wanted];
}
