import { Histogram } from "prom-client";
import { BadRequest, type Handler } from "./http";
import type { Metrics } from "./metrics";
import { serverSpan, type Served } from "./server-span";
import type { Telemetry } from "./telemetry";

/** Upper bounds of the request histogram's buckets, in seconds. A latency threshold must equal one of these bounds. */
export const requestBuckets = [0.005, 0.025, 0.1, 0.25, 0.5, 1, 2, 5];

interface Measured {
  /** Returns the method and the route pattern of a request. Both are labels, so the number of their different values must be limited. */
  readonly served: (method: string | undefined, pathname: string) => Served;
  /** Series that exist from the start, with the count 0. */
  readonly expected: readonly (Served & { readonly status_code: string })[];
  /** Routes whose requests are not logged. Default: none. */
  readonly quiet?: readonly string[];
}

/**
 * Wraps a handler of HTTP requests: measures each request in the histogram `http_request_duration_seconds`, and creates its server span and
 * its log line.
 */
export function measured(
  telemetry: Pick<Telemetry, "log" | "tracer">,
  registry: Metrics,
  { served, expected, quiet = [] }: Measured,
  handler: Handler,
): Handler {
  const duration = new Histogram({
    name: "http_request_duration_seconds",
    help: "Duration of HTTP requests by method, route pattern and status code",
    labelNames: ["method", "route", "status_code"] as const,
    buckets: requestBuckets,
    registers: [registry],
  });
  for (const labels of expected) duration.zero({ ...labels });
  return async (request, url) => {
    const start = performance.now();
    const of = served(request.method, url.pathname);
    const end = serverSpan(telemetry, request, of);
    let status = 500;
    try {
      const answer = await handler(request, url);
      status = answer.status ?? 200;
      return answer;
    } catch (error) {
      if (error instanceof BadRequest) status = error.status;
      throw error;
    } finally {
      duration.observe({ ...of, status_code: String(status) }, (performance.now() - start) / 1000);
      end(status, quiet.includes(of.route));
    }
  };
}
