import type { RawSeries } from "../../alert-rules/proofs/samples";

/** One step of `relabel_configs` or `metric_relabel_configs`, with Prometheus' field names and defaults. */
export interface RelabelConfig {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly action?: string;
  readonly target_label?: string;
  readonly replacement?: string;
}

/**
 * Applies `metric_relabel_configs` to a series. Returns one series or none. Supports `keep`, `drop`, `labeldrop` and `replace`. Throws on
 * any other action, because the tests would be wrong if a step were ignored.
 */
export function relabel(series: RawSeries, steps: readonly RelabelConfig[]): readonly RawSeries[] {
  let labels: Readonly<Record<string, string>> = { __name__: series.metric, ...series.labels };
  // Prometheus creates `up` itself, and relabels only scraped series.
  for (const step of series.metric === "up" ? [] : steps) {
    const { source_labels = [], separator = ";", regex = "(.*)", action = "replace", target_label, replacement = "$1" } = step;
    const text = source_labels.map((name) => labels[name] ?? "").join(separator);
    const whole = new RegExp(`^(?:${regex})$`, "s");
    const matches = whole.test(text);
    if (action === "keep") {
      if (!matches) return [];
    } else if (action === "drop") {
      if (matches) return [];
    } else if (action === "labeldrop") {
      labels = Object.fromEntries(Object.entries(labels).filter(([name]) => !whole.test(name)));
    } else if (action === "replace" && target_label !== undefined) {
      if (matches) labels = { ...labels, [target_label]: text.replace(whole, replacement) };
    } else {
      throw new Error(`relabelling with action ${action} is not known here`);
    }
  }
  const { __name__: metric = series.metric, ...rest } = labels;
  return [{ ...series, metric, labels: rest }];
}
