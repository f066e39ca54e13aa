import type { Severity } from "../../../exporters/model/thresholds";
import type { AlertCase, PanelCase } from "../case";
import type { Raw } from "../raw";
import type { RowId } from "../rows";

type Means = Readonly<Partial<Record<Severity, readonly string[]>>>;
type Part = Pick<AlertCase, "title" | "raw" | "alert" | "severity" | "at"> &
  Partial<Pick<AlertCase, "inside" | "receivers">> & { readonly labels: Readonly<Record<string, string>> };

/** Cases of one team's services: its alerts carry its name and go to its receiver of that severity, through these channels. */
export const casesOf =
  (owner: string, means: Means) =>
  (needs: readonly RowId[], part: Part): AlertCase => ({
    kind: "alert",
    needs,
    ...part,
    labels: { owner, ...part.labels },
    receivers: { ...part.receivers, [`${owner}-${part.severity}`]: means[part.severity] ?? [] },
  });

/** A panel case. */
export const panel = (needs: readonly RowId[], part: Omit<PanelCase, "kind" | "needs">): PanelCase => ({ kind: "panel", needs, ...part });

/** One case per severity: the same series at different values, just beyond and just inside each threshold. */
export const perSeverity = (
  values: Readonly<Partial<Record<Severity, readonly [beyond: number, inside: number]>>>,
  raw: (value: number) => Raw,
  make: (severity: Severity, raw: readonly Raw[], inside: readonly Raw[]) => AlertCase,
): AlertCase[] =>
  (Object.entries(values) as [Severity, readonly [number, number]][]).map(([severity, [beyond, inside]]) =>
    make(severity, [raw(beyond)], [raw(inside)]),
  );
