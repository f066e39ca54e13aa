import { metric } from "../../promql";

/** Calls between services, which the gateway derives from spans. The labels `client` and `server` hold service names without the system. */
export const callsTotal = metric("traces_service_graph_request_total");
export const callsFailedTotal = metric("traces_service_graph_request_failed_total");
export const callDurationBuckets = metric("traces_service_graph_request_server_seconds_bucket");
