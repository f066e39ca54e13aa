import { passes, type LabelSet, type SeriesOf } from "../../../alert-rules/promql/label-sets";
import { readExpression } from "../../../alert-rules/promql/expression";

/** Matches a template with a lookup of a label: `{{ with printf `series{a=%q}` $labels.a | query }}{{ . | first | label "owner" }}`. */
const lookup = /printf `([^`]+)`((?:\s+\$labels\.\w+)*)\s*\|\s*query\s*\}\}.*\blabel "(\w+)"/s;

/**
 * Evaluates the text of a label in an alert rule for one instance of the alert. Returns null when the value is unknown. Returns
 * undefined when the lookup finds nothing, because Prometheus drops empty labels.
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
    // Ignore `environment`: label sets do not contain it, and its value is the same everywhere.
    selector.matchers.every((matcher) => matcher.label === "environment" || passes(matcher, labels[matcher.label] ?? "")),
  );
  return found?.[wanted];
}
