import type { Service } from "../model/schema";

/** Whether a service pushes its metrics by OTLP; then it has no target, and must reach Prometheus. */
export const pushesMetrics = (service: Service): boolean => service.kind === "http" && service.instrumentation.profile === "opentelemetry";
