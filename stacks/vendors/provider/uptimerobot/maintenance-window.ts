import { z } from "zod";
import { collection } from "../collection";
import { connection, define } from "../definition";
import { compact, idOf, listOf, numberOf, textOf, type Json } from "../json";

const intervals = ["once", "daily", "weekly", "monthly"] as const;

export const maintenanceWindowShape = {
  ...connection("uptimerobot"),
  /** Name of the window. It must be unique in the account. */
  name: z.string().min(1).max(250),
  /** How often the window repeats. */
  interval: z.enum(intervals),
  /** Date of the window, like `2026-12-24`. Only for the interval `once`. */
  date: z.iso.date({ error: "expected a date like 2026-12-24" }).optional(),
  /** Start time in the account's time zone, like `02:30:00`. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/, { error: "expected a time of day like 02:30:00" }),
  /** Duration in minutes. */
  durationMinutes: z.int().min(1),
  /**
   * Days of the week for the interval `weekly`, from 1 (Monday) to 7. Days of the month for `monthly`, from 1 to 31, or -1 for the last
   * day.
   */
  days: z.array(z.int()).min(1, { error: "expected at least one day" }).optional(),
  /** Whether the window applies to all monitors. Default: false, so that it applies only to monitors that refer to it. */
  autoAddMonitors: z.boolean().default(false),
};

export type MaintenanceWindowInputs = z.input<z.ZodObject<typeof maintenanceWindowShape>>;
type Checked = z.output<z.ZodObject<typeof maintenanceWindowShape>>;

/** Body of the request that creates or updates a maintenance window. */
export const maintenanceWindowBody = (inputs: Omit<Checked, "baseUrl" | "tokenSecret">): Json =>
  compact({
    name: inputs.name,
    interval: inputs.interval,
    date: inputs.date,
    time: inputs.time,
    duration: inputs.durationMinutes,
    days: inputs.days,
    autoAddMonitors: inputs.autoAddMonitors,
  });

/** Reads the inputs from a response about a maintenance window. */
export const maintenanceWindowInputs = (remote: Json): { readonly [K in keyof Checked]?: Checked[K] | null | undefined } => ({
  name: textOf(remote["name"]),
  interval: intervals.find((one) => one === remote["interval"]),
  date: remote["date"] === null ? null : textOf(remote["date"])?.slice(0, 10),
  time: textOf(remote["time"]),
  durationMinutes: numberOf(remote["duration"]),
  days: Array.isArray(remote["days"]) ? listOf(remote["days"]).flatMap((day) => numberOf(day) ?? []) : undefined,
  autoAddMonitors: typeof remote["autoAddMonitors"] === "boolean" ? remote["autoAddMonitors"] : undefined,
});

/** Returns the days that the interval does not have. UptimeRobot would ignore them. */
const unknownDays = ({ interval, days = [] }: Pick<Checked, "interval" | "days">): number[] =>
  days.filter((day) => !(interval === "weekly" ? day >= 1 && day <= 7 : day === -1 || (day >= 1 && day <= 31)));

/** Checks that `date` and `days` are set for exactly the intervals that use them, and that the interval has the days. */
function rules(inputs: Pick<Checked, "interval" | "date" | "days">): string[] {
  const { interval, date, days } = inputs;
  const usesDays = interval === "weekly" || interval === "monthly";
  const unknown = unknownDays(inputs);
  return [
    ...((interval === "once") === (date !== undefined)
      ? []
      : [`date: required for the interval once, and allowed only there; got ${interval}`]),
    ...(usesDays === (days !== undefined)
      ? []
      : [`days: required for the intervals weekly and monthly, and allowed only there; got ${interval}`]),
    ...(usesDays && unknown.length > 0
      ? [
          `days: got ${unknown.join(", ")} for the interval ${interval}; allowed: ${interval === "weekly" ? "1 (Monday) to 7 (Sunday)" : "1 to 31, and -1 for the last day of the month"}`,
        ]
      : []),
  ];
}

const what = ({ name }: Checked): string => `the maintenance window ${name}`;

export const maintenanceWindow = define({
  type: "monitoring:uptimerobot:MaintenanceWindow",
  vendor: "uptimerobot",
  shape: maintenanceWindowShape,
  rules,
  history: undefined,
  path: [],
  what,
  key: ({ name }) => name,
  id: ({ id }) => idOf(id),
  fromRemote: maintenanceWindowInputs,
  operations: collection({
    path: () => "/maintenance-windows",
    matches: (remote, { name }) => remote["name"] === name,
    name: what,
    body: maintenanceWindowBody,
    updateBy: "PATCH",
  }),
});
