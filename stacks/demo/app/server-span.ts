import type { IncomingMessage } from "node:http";
import { context, propagation, SpanKind, trace } from "@opentelemetry/api";
import type { Telemetry } from "./telemetry";

/** Method and route pattern of a request, e.g. `GET` and `/prices/:item`. */
export interface Served {
  readonly method: string;
  readonly route: string;
}

/**
 * Starts the server span of a request, which continues the trace of its caller. Returns a function that ends the span with the status of
 * the response and, unless `quiet` is true, logs the request within the span.
 */
export function serverSpan({ log, tracer }: Pick<Telemetry, "log" | "tracer">, request: IncomingMessage, { method, route }: Served) {
  const parent = propagation.extract(context.active(), request.headers);
  const attributes = { "http.request.method": method, "http.route": route };
  const span = tracer.startSpan(`${method} ${route}`, { kind: SpanKind.SERVER, attributes }, parent);
  return (status: number, quiet = false): void => {
    span.setAttribute("http.response.status_code", status);
    span.end();
    if (!quiet) context.with(trace.setSpan(parent, span), () => log("info", `${method} ${route} ${status}`, { route, status }));
  };
}
