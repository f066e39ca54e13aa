import { metric } from "../../promql";

/** Calls between services, derived from traces by Tempo; labels `client` and `server` are service names without their system. */
export const callsTotal = metric("traces_service_graph_request_total");
export const callsFailedTotal = metric("traces_service_graph_request_failed_total");
export const callDurationBuckets = metric("traces_service_graph_request_server_seconds_bucket");
