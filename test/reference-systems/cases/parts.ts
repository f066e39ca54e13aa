import type { Severity } from "../../../exporters/model/thresholds";
import type { AlertCase, PanelCase } from "../case";
import type { Raw } from "../raw";
import type { RowId } from "../rows";

type Means = Readonly<Partial<Record<Severity, readonly string[]>>>;
type Part = Pick<AlertCase, "title" | "raw" | "alert" | "severity" | "at"> &
  Partial<Pick<AlertCase, "inside" | "receivers">> & { readonly labels: Readonly<Record<string, string>> };

/** Creates alert cases for the services of one owner. `means` contains the channels of the owner's receivers, by severity. */
export const casesOf =
  (owner: string, means: Means) =>
  (needs: readonly RowId[], part: Part): AlertCase => ({
    kind: "alert",
    needs,
    ...part,
    labels: { owner, ...part.labels },
    receivers: { ...part.receivers, [`${owner}-${part.severity}`]: means[part.severity] ?? [] },
  });

export const panel = (needs: readonly RowId[], part: Omit<PanelCase, "kind" | "needs">): PanelCase => ({ kind: "panel", needs, ...part });

/**
 * Creates a case for each severity. `raw` creates the series of a case from a value just beyond the threshold, and from a value just inside
 * the threshold.
 */
export const perSeverity = (
  values: Readonly<Partial<Record<Severity, readonly [beyond: number, inside: number]>>>,
  raw: (value: number) => Raw,
  make: (severity: Severity, raw: readonly Raw[], inside: readonly Raw[]) => AlertCase,
): AlertCase[] =>
  (Object.entries(values) as [Severity, readonly [number, number]][]).map(([severity, [beyond, inside]]) =>
    make(severity, [raw(beyond)], [raw(inside)]),
  );
