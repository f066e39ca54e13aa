import { identity, type Alert } from "../../model";
import type { RawSeries } from "../../proofs/samples";
import type { Check, Scenario } from "../../proofs/scenario";
import { jobAge } from "./series";
import { proofJobInstance } from "./world";

const jobIdentity = [...identity, ...jobAge.extra];

/** Functions that create checks and scenarios of one job's alert. */
export function proofsOf(alert: string, severity: Alert["severity"], job: string) {
  return {
    at: (seconds: number, firing: boolean): Check => ({
      at: seconds,
      alert,
      severity,
      identity: jobIdentity,
      firing: firing ? [proofJobInstance(job)] : [],
    }),
    scenario: (title: string, series: readonly RawSeries[], checks: Scenario["checks"]): Scenario => ({
      title: `${alert} ${severity} ${title}`,
      series,
      checks,
    }),
  };
}
