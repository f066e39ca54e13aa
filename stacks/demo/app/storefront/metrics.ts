import { randomUUID } from "node:crypto";
import { setGlobalErrorHandler } from "@opentelemetry/core";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";

/** Upper bounds of the request histogram's buckets, in seconds. */
export const storefrontBuckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 5];

/** The metrics of a program that only pushes. */
export interface PushedMetrics {
  /** Records a request, and pushes all metrics. Does not throw if the push fails. `seconds` is the duration of the request. */
  measure(route: string, method: string, status: number, seconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** Pushes metrics with `headers` to `url`, the full address. `onError` gets the errors of all exporters of the program. */
export function pushedMetrics(url: string, headers: Record<string, string>, onError: (error: unknown) => void): PushedMetrics {
  // The SDK passes the errors of exporters only to this handler.
  setGlobalErrorHandler(onError);
  const instance = resourceFromAttributes({ "service.instance.id": randomUUID() });
  const resource = detectResources({ detectors: [envDetector] }).merge(instance);
  const exporter = new OTLPMetricExporter({ url, headers, timeoutMillis: 2000 });
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 60_000 });
  const provider = new MeterProvider({ resource, readers: [reader] });
  const duration = provider.getMeter("http").createHistogram("http.server.request.duration", {
    unit: "s",
    advice: { explicitBucketBoundaries: storefrontBuckets },
  });
  return {
    async measure(route, method, status, seconds) {
      duration.record(seconds, { "http.route": route, "http.request.method": method, "http.response.status_code": status });
      await provider.forceFlush().catch(onError);
    },
    stop: () => provider.shutdown().catch(onError),
  };
}
