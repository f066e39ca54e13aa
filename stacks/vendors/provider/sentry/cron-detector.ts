import { z } from "zod";
import { define } from "../definition";
import { listOf, numberOf, objectOf, textOf, type Json } from "../json";
import { describeDetector, detectorFlaw, detectorInputs, detectors, detectorShape, queryOf, type DetectorParts } from "./detector";

const units = ["minute", "hour", "day", "week", "month", "year"] as const;

export const cronDetectorShape = {
  ...detectorShape,
  /** What the job names in its check-ins, in the form of a slug; made of the name by Sentry when left out. Another one is another monitor. */
  checkIn: z
    .string()
    .regex(/^[a-z0-9_-]{1,50}$/, { error: "up to 50 small letters, digits, - and _ are wanted" })
    .optional(),
  /** When the job runs, in the five fields of cron; or `every`. */
  schedule: z.string().min(9).optional(),
  /** How often the job runs, like 10 `minute`; or `schedule`. */
  every: z.strictObject({ count: z.int().min(1), unit: z.enum(units) }).optional(),
  /** Time zone of `schedule`; UTC by default. */
  timezone: z.string().default("UTC"),
  /** Minutes that a check-in may be late; 1 by default. */
  checkInMarginMinutes: z.int().min(1).max(40_320).default(1),
  /** Minutes that a run may take; 30 by default. */
  maxRuntimeMinutes: z.int().min(1).max(40_320).default(30),
  /** Failures in a row until there is an issue; 1 by default. */
  failureThreshold: z.int().min(1).max(720).default(1),
  /** Successes in a row until it is resolved; 1 by default. */
  recoveryThreshold: z.int().min(1).max(720).default(1),
};

export type CronDetectorInputs = z.input<z.ZodObject<typeof cronDetectorShape>>;
type Checked = z.output<z.ZodObject<typeof cronDetectorShape>>;
export interface CronDetectorOutputs {
  /** What the job names in its check-ins. */
  readonly monitorSlug: string;
}

/** The parts of the body that say what is watched. */
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

/** The inputs that an answer about a monitor shows. */
export function cronInputs(remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } {
  const config = objectOf(queryOf(remote)["config"]);
  const [count, unit] = listOf(config["schedule"]);
  const known = units.find((one) => one === unit);
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
  rules: ({ schedule, every }) => ((schedule === undefined) === (every === undefined) ? ["one of schedule and every is wanted"] : []),
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
