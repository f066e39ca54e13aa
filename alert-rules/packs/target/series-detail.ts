import { metric } from "../../promql";

/** 1 for each pending or firing alert. Prometheus writes this series with the alert's labels and `alertstate`. */
export const alertsNow = metric("ALERTS");
/** Unix time since which each pending or firing alert has been active. It has the alert's labels, without `alertstate`. */
export const alertsSince = metric("ALERTS_FOR_STATE");
/** 1 for each target whose last scrape succeeded, else 0. */
export const targetUp = metric("up");
