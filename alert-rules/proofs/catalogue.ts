import type { Recording } from "../model";
import { step, type RawSeries } from "./samples";
import type { Scenario } from "./scenario";

/** Whether a recording rule contains only catalogue data. */
export const isCatalogueData = ({ expr }: Recording): boolean => expr.metrics.length === 0;

const nameOf = ({ metric, labels }: Pick<RawSeries, "metric" | "labels">): string =>
  JSON.stringify([metric, Object.entries(labels).sort()]);

/**
 * Converts the recording rules for catalogue data to series with the given number of samples. Other rules are left out, and so are rules
 * whose series a scenario contains itself (`own`), because such a scenario simulates a change of the catalogue.
 */
export function catalogueSeries(recordings: readonly Recording[], samples: number, own: readonly RawSeries[]): RawSeries[] {
  const given = new Set(own.map(nameOf));
  return recordings
    .filter(isCatalogueData)
    .map(({ record, expr, labels = {} }) => ({ metric: record.text, labels, samples: Array<number>(samples).fill(Number(expr.text)) }))
    .filter((series) => !given.has(nameOf(series)));
}

/**
 * Adds catalogue data to a scenario, until its last check. promtool reads a series faster than it evaluates a rule, and most rules of an
 * alert with a threshold are catalogue data.
 */
export function withCatalogue(scenario: Scenario, recordings: readonly Recording[]): Scenario {
  const last = Math.max(...scenario.checks.map(({ at }) => at));
  return { ...scenario, series: [...scenario.series, ...catalogueSeries(recordings, Math.ceil(last / step) + 1, scenario.series)] };
}
