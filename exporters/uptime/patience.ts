import type { UptimeCheck } from "../model/uptime-schema";

/** Seconds for which a check fails before Gatus and external monitors notify, unless the check sets `failures`. A restart is shorter. */
const patience = 120;

/** Number of consecutive failures before a monitor that checks every `interval` seconds notifies: from the first to the last, two minutes. */
export const failuresOf = ({ failures }: Pick<UptimeCheck, "failures">, interval: number): number =>
  failures ?? Math.ceil(patience / interval) + 1;

/** Seconds from the first failed check to the notification of a monitor that checks every `interval` seconds. */
export const waitOf = (check: Pick<UptimeCheck, "failures">, interval: number): number => (failuresOf(check, interval) - 1) * interval;
