import type { View } from "../../exporters/model/catalogue";
import type { Service } from "../../exporters/model/schema";
import type { Alert } from "../model";
import type { Pack } from "../pack";

/** One alert with all its severities: one section of the runbook. */
export interface Entry {
  readonly name: string;
  readonly pack: Pack;
  /** Whether the alert can be about the service. If so, the service's owner can receive it. */
  readonly about: (service: Service) => boolean;
  /** One alert per severity, the most urgent first. */
  readonly alerts: readonly Alert[];
  /** Environments that have the alert. */
  readonly views: readonly View[];
}
