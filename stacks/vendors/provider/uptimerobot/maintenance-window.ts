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
  /** Days of the week (1 is Monday) for the interval `weekly`, or days of the month for `monthly`. */
  days: z.array(z.int().min(-1).max(31)).optional(),
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

const what = ({ name }: Checked): string => `the maintenance window ${name}`;

export const maintenanceWindow = define({
  type: "monitoring:uptimerobot:MaintenanceWindow",
  vendor: "uptimerobot",
  shape: maintenanceWindowShape,
  rules: ({ interval, date, days }) => [
    ...((interval === "once") === (date !== undefined)
      ? []
      : [`date: required for the interval once, and allowed only there; got ${interval}`]),
    ...((interval === "weekly" || interval === "monthly") === (days !== undefined)
      ? []
      : [`days: required for the intervals weekly and monthly, and allowed only there; got ${interval}`]),
  ],
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
