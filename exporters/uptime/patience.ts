import type { UptimeCheck } from "../model/uptime-schema";

/**
 * Seconds for which a check fails before Gatus, Sentry and external monitors notify, unless the check sets `failures`. A restart takes less
 * time. On UptimeRobot's free plan, a monitor notifies at the first failure.
 */
const patience = 120;

/**
 * Returns the number of consecutive failures before a monitor notifies. Default: enough failures to span two minutes. `interval` is the
 * check interval in seconds.
 */
export const failuresOf = ({ failures }: Pick<UptimeCheck, "failures">, interval: number): number =>
  failures ?? Math.ceil(patience / interval) + 1;

/** Returns the seconds from the first failed check to the notification. `interval` is the check interval in seconds. */
export const waitOf = (check: Pick<UptimeCheck, "failures">, interval: number): number => (failuresOf(check, interval) - 1) * interval;
