import { metric } from "../../promql";

/** 1 for each instance of an alert that is pending or firing; Prometheus' own, with the alert's labels and `alertstate`. */
export const alertsNow = metric("ALERTS");
/** Unix time since when each of them is active; the same labels without `alertstate`. */
export const alertsSince = metric("ALERTS_FOR_STATE");
/** 1 for each target that answered its last scrape, 0 for each that did not. */
export const targetUp = metric("up");
