import type { Service } from "../model/schema";

/** Whether a service pushes its metrics over OTLP. Prometheus does not scrape such a service. */
export const pushesMetrics = (service: Service): boolean => service.kind === "http" && service.instrumentation.profile === "opentelemetry";

/** Whether the service pushes its logs. The log agent drops the lines of such a service. */
export const pushesLogs = (service: Service): boolean => "instrumentation" in service && service.instrumentation.logs === "pushed";
