import type { Severity } from "../../exporters/model/thresholds";
import type { Evidence } from "./lookups";
import type { Raw } from "./raw";
import type { RowId } from "./rows";

/** A test that starts with raw exporter series and ends with a firing alert and the notified receivers in production. */
export interface AlertCase {
  readonly kind: "alert";
  readonly needs: readonly RowId[];
  readonly title: string;
  /** Series for which the alert must fire. */
  readonly raw: readonly Raw[];
  /** Series just inside the threshold, for which the alert must not fire. */
  readonly inside?: readonly Raw[];
  readonly alert: string;
  readonly severity: Severity;
  /** The service, as `system/service`. */
  readonly at: string;
  /** All labels of the firing alert except system, environment, service, alert name and severity. */
  readonly labels: Readonly<Record<string, string>>;
  /** The notified receivers in the order of the routes, each with its channels. */
  readonly receivers: Readonly<Record<string, readonly string[]>>;
}

/** A test that starts with raw exporter series and ends with the number that a rendered dashboard panel shows. */
export interface PanelCase {
  readonly kind: "panel";
  readonly needs: readonly RowId[];
  readonly title: string;
  readonly raw: readonly Raw[];
  readonly at: string;
  /** The panel, as `<uid of the dashboard>/<title>`. The test evaluates the panel's first query. */
  readonly panel: string;
  readonly value: number;
}

/** A test of what is rendered from the catalogue, for example plans, the gateway's configuration or a document. It needs no raw series. */
export interface PlanCase {
  readonly kind: "plan";
  readonly needs: readonly RowId[];
  readonly title: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** The ends of the paths of the rendered files that contain the evidence. If any of the files is missing, the case fails. */
  readonly files: readonly string[];
}

export type Case = AlertCase | PanelCase | PlanCase;

export const nameOf = (one: Case): string => `${one.needs.join(", ")}: ${one.title}`;
