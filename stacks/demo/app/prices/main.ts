import { Histogram } from "prom-client";
import { integer, secret } from "../env";
import { BadRequest, close, serve } from "../http";
import { createMetrics, serveMetrics } from "../metrics";
import type { Start } from "../program";
import { serverSpan } from "../server-span";
import { priceOf } from "./list";

const route = "/prices/:item";

/** Upper bounds of the request histogram's buckets, in seconds. A latency threshold must equal one of these bounds. */
export const priceBuckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 5];

/**
 * Starts the service that returns the prices of items. It has no state, so any number of replicas can run behind one name. `PORT` (default:
 * 8080) serves prices, and `METRICS_PORT` (default: 9464) serves metrics to callers with the key in the file that `METRICS_KEY_FILE` names.
 */
export const startPrices: Start = async (telemetry, env) => {
  const registry = createMetrics();
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Duration of HTTP requests by method, route pattern and status code",
    labelNames: ["method", "route", "status_code"] as const,
    buckets: priceBuckets,
    registers: [registry],
  });
  for (const status_code of ["200", "404", "500"]) duration.zero({ method: "GET", route, status_code });
  const port = integer(env, "PORT", 8080);
  const servers = await Promise.all([
    serveMetrics(integer(env, "METRICS_PORT", 9464), registry, { key: secret(env, "METRICS_KEY_FILE") }),
    serve(port, (request, url) => {
      const start = performance.now();
      const end = serverSpan(telemetry, request, { method: "GET", route });
      const cents = priceOf(/^\/prices\/([a-z]{1,40})$/.exec(url.pathname)?.[1] ?? "");
      const status = cents === undefined ? 404 : 200;
      duration.observe({ method: "GET", route, status_code: String(status) }, (performance.now() - start) / 1000);
      end(status);
      if (cents === undefined) throw new BadRequest("no such item", 404);
      return { body: { cents } };
    }),
  ]);
  telemetry.log("info", `prices listens on ${port}`);
  return {
    stop: async () => {
      await Promise.all(servers.map(close));
    },
  };
};
