import type { Severity } from "../../exporters/model/thresholds";
import type { Evidence } from "./lookups";
import type { Raw } from "./raw";
import type { RowId } from "./rows";

/** From raw exporter series to a firing alert, and from there to the receivers in production. */
export interface AlertCase {
  readonly kind: "alert";
  readonly needs: readonly RowId[];
  readonly title: string;
  /** Series that must raise the alert. */
  readonly raw: readonly Raw[];
  /** Series just inside of the threshold, which must not raise it. */
  readonly inside?: readonly Raw[];
  readonly alert: string;
  readonly severity: Severity;
  /** `system/service`. */
  readonly at: string;
  /** All other labels of the firing alert, but for those of system, environment, service, alert and severity. */
  readonly labels: Readonly<Record<string, string>>;
  /** Receivers that get it, in the order of the routes, each with the means by which it reaches people. */
  readonly receivers: Readonly<Record<string, readonly string[]>>;
}

/** From raw exporter series to the number that a panel of the rendered dashboard shows. */
export interface PanelCase {
  readonly kind: "panel";
  readonly needs: readonly RowId[];
  readonly title: string;
  readonly raw: readonly Raw[];
  readonly at: string;
  /** `<uid of the dashboard>/<title>`; its first query is asked. */
  readonly panel: string;
  readonly value: number;
}

/** From the catalogue to what is planned, where it is a vendor's or a document's and no raw series are read here. */
export interface PlanCase {
  readonly kind: "plan";
  readonly needs: readonly RowId[];
  readonly title: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** Rendered files that hold it, by the end of their path; without any one of them it is red. */
  readonly files: readonly string[];
}

export type Case = AlertCase | PanelCase | PlanCase;

/** The name of the case's test. */
export const nameOf = (one: Case): string => `${one.needs.join(", ")}: ${one.title}`;
