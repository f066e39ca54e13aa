import type { Severity } from "../../exporters/model/thresholds";
import type { Evidence } from "./lookups";
import type { Raw } from "./raw";
import type { RowId } from "./rows";

/** From raw exporter series to a firing alert, and on to the receivers in production. */
export interface AlertCase {
  readonly kind: "alert";
  readonly needs: readonly RowId[];
  readonly title: string;
  /** Series that must make the alert fire. */
  readonly raw: readonly Raw[];
  /** Series just inside the threshold, which must not make it fire. */
  readonly inside?: readonly Raw[];
  readonly alert: string;
  readonly severity: Severity;
  /** `system/service`. */
  readonly at: string;
  /** All other labels of the firing alert, besides system, environment, service, alert name and severity. */
  readonly labels: Readonly<Record<string, string>>;
  /** Receivers that are notified, in the order of the routes, each with the channels that it uses. */
  readonly receivers: Readonly<Record<string, readonly string[]>>;
}

/** From raw exporter series to the number that a panel of the rendered dashboard shows. */
export interface PanelCase {
  readonly kind: "panel";
  readonly needs: readonly RowId[];
  readonly title: string;
  readonly raw: readonly Raw[];
  readonly at: string;
  /** `<uid of the dashboard>/<title>`; its first query is evaluated. */
  readonly panel: string;
  readonly value: number;
}

/** From the catalogue to what is planned, where a vendor or a document answers the need and no raw series are read. */
export interface PlanCase {
  readonly kind: "plan";
  readonly needs: readonly RowId[];
  readonly title: string;
  readonly evidence: readonly [Evidence, ...Evidence[]];
  /** Rendered files that contain it, by the end of their path. The case fails without any one of them. */
  readonly files: readonly string[];
}

export type Case = AlertCase | PanelCase | PlanCase;

/** The name of the case's test. */
export const nameOf = (one: Case): string => `${one.needs.join(", ")}: ${one.title}`;
