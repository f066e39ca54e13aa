import type { View } from "../../exporters/model/catalogue";
import type { Alert } from "../model";
import type { Pack } from "../pack";

/** One alert with all its severities: one section of the runbook. */
export interface Entry {
  readonly name: string;
  readonly pack: Pack;
  /** One alert per severity, the most urgent first. */
  readonly alerts: readonly Alert[];
  /** Environments that have the alert. */
  readonly views: readonly View[];
}
