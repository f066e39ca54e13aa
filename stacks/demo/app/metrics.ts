import type { Server } from "node:http";
import { collectDefaultMetrics, Registry, type OpenMetricsContentType } from "prom-client";
import { toPlainText } from "./exposition";
import { BadRequest, serve } from "./http";

/** A registry in the OpenMetrics format, because the text format has no exemplars. It includes the metrics of the process. */
export type Metrics = Registry<OpenMetricsContentType>;

export function createMetrics(): Metrics {
  const registry = new Registry<OpenMetricsContentType>();
  registry.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  collectDefaultMetrics({ register: registry });
  return registry;
}

export interface MetricsOptions {
  /** Returns further metrics in the text format, such as those of a library. If `extra` is set, every client gets the text format. */
  readonly extra?: () => Promise<string>;
  /** Whether the program is healthy, for `GET /health` on the same port. Default: always true. */
  readonly health?: () => boolean;
  /** Returns the key that a request for `/metrics` must have as a bearer token. Default: no key is required. */
  readonly key?: () => string;
}

/**
 * Serves `GET /health` and `GET /metrics`. Clients that accept OpenMetrics get OpenMetrics, unless `extra` is set. All other clients get
 * the text format.
 */
export function serveMetrics(port: number, registry: Metrics, options: MetricsOptions = {}): Promise<Server> {
  const { extra, health, key } = options;
  return serve(port, async (request, url) => {
    if (url.pathname === "/health") {
      const ok = health?.() ?? true;
      return { status: ok ? 200 : 503, body: { status: ok ? "ok" : "degraded" } };
    }
    if (url.pathname !== "/metrics") throw new BadRequest("Expected /metrics or /health.", 404);
    if (key !== undefined && request.headers.authorization !== `Bearer ${key()}`)
      throw new BadRequest("Expected the header Authorization with the key of the metrics.", 401);
    // Call `extra` first, because it can change values in the registry.
    const more = await extra?.();
    const page = await registry.metrics();
    const accepted = request.headers.accept ?? "";
    if (more === undefined && accepted.includes("application/openmetrics-text")) return { type: registry.contentType, body: page };
    return { type: Registry.PROMETHEUS_CONTENT_TYPE, body: toPlainText(page) + (more ?? "") };
  });
}
