import type { z } from "zod";
import { cronDetectorInputs as vendorInputs, cronUnits } from "../../../../exporters/sentry/inputs/detectors";
import { connection, define } from "../definition";
import { listOf, numberOf, objectOf, textOf, type Json } from "../json";
import { describeDetector, detectorFlaw, detectorInputs, detectors, queryOf, type DetectorParts } from "./detector";

export const cronDetectorShape = { ...connection("sentry"), ...vendorInputs };

export type CronDetectorInputs = z.input<z.ZodObject<typeof cronDetectorShape>>;
type Checked = z.output<z.ZodObject<typeof cronDetectorShape>>;
export interface CronDetectorOutputs {
  /** The slug that the job uses in its check-ins. */
  readonly monitorSlug: string;
}

/** The parts of the request body that define what the monitor watches. */
export const cronParts = (inputs: Checked): DetectorParts => ({
  dataSources: [
    {
      name: inputs.checkIn ?? inputs.name,
      config: {
        ...(inputs.every === undefined
          ? { schedule_type: "crontab", schedule: inputs.schedule }
          : { schedule_type: "interval", schedule: [inputs.every.count, inputs.every.unit] }),
        timezone: inputs.timezone,
        checkin_margin: inputs.checkInMarginMinutes,
        max_runtime: inputs.maxRuntimeMinutes,
        failure_issue_threshold: inputs.failureThreshold,
        recovery_threshold: inputs.recoveryThreshold,
      },
    },
  ],
});

/** Reads the inputs from a response about a cron monitor. */
export function cronInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const config = objectOf(queryOf(remote)["config"]);
  const [count, unit] = listOf(config["schedule"]);
  const known = cronUnits.find((one) => one === unit);
  return {
    ...detectorInputs(remote),
    checkIn: textOf(queryOf(remote)["slug"]) ?? textOf(queryOf(remote)["name"]),
    schedule: typeof config["schedule"] === "string" ? config["schedule"] : null,
    every: typeof count === "number" && known !== undefined ? { count, unit: known } : null,
    timezone: textOf(config["timezone"]),
    checkInMarginMinutes: numberOf(config["checkin_margin"]),
    maxRuntimeMinutes: numberOf(config["max_runtime"]),
    failureThreshold: numberOf(config["failure_issue_threshold"]),
    recoveryThreshold: numberOf(config["recovery_threshold"]),
  };
}

export const cronDetector = define({
  type: "monitoring:sentry:CronDetector",
  vendor: "sentry",
  shape: cronDetectorShape,
  rules: ({ schedule, every }) =>
    (schedule === undefined) === (every === undefined) ? ["expected exactly one of schedule and every"] : [],
  history: "its check-ins, and the issues that it found",
  path: ["organization", "project"],
  fixed: ["checkIn"],
  what: describeDetector,
  key: ({ name }) => name,
  id: ({ id }) => textOf(id),
  fromRemote: cronInputs,
  outputs: (remote, { name, checkIn }) => ({ monitorSlug: textOf(queryOf(remote)["slug"]) ?? checkIn ?? name }),
  flaw: detectorFlaw,
  operations: detectors("monitor_check_in_failure", cronParts),
});
