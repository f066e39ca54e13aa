import type { Alert } from "../model";

/** Names of the alerts that only inhibit others, in alphabetical order. */
export const withoutNotification = (alerts: readonly Alert[]): string[] =>
  [...new Set(alerts.filter(({ notifies }) => notifies === false).map(({ name }) => name))].sort();
