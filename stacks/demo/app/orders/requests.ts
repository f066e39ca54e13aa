import { randomUUID } from "node:crypto";
import { context, propagation, SpanKind, SpanStatusCode, trace, type Span } from "@opentelemetry/api";
import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import { messageOf } from "../log";
import type { Telemetry } from "../telemetry";
import { eventsRoute, unmatchedRoute, type RequestHistogram } from "./metrics";

/** Data about a request, for its handler. */
export interface RequestInfo {
  readonly requestId: string;
  readonly tenant: string;
  readonly span: Span;
}

const infos = new WeakMap<Response, RequestInfo>();

export function infoOf(response: Response): RequestInfo {
  const info = infos.get(response);
  if (!info) throw new Error("observeRequests is not the first middleware");
  return info;
}

/** The pattern of the route that the request matches, or `unmatched`. The raw path is never used. */
function routeOf(request: Request): string {
  const route = request.route as { path?: unknown } | undefined;
  return typeof route?.path === "string" ? route.path : unmatchedRoute;
}

const safeId = /^[\w-]{1,64}$/;
function idFrom(header: string | undefined, fallback: () => string): string {
  return header !== undefined && safeId.test(header) ? header : fallback();
}

/**
 * Middleware that gives every request an ID, a server span, a log line and an observation in the histogram. Requests to `/events` get only
 * the ID and the span. Successful requests to `/health` get no log line.
 */
export function observeRequests({ tracer, log }: Telemetry, histogram: RequestHistogram): RequestHandler {
  return (request, response, next) => {
    const start = process.hrtime.bigint();
    const parent = propagation.extract(context.active(), request.headers);
    const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER, attributes: { "http.request.method": request.method } }, parent);
    const requestId = idFrom(request.get("x-request-id"), randomUUID);
    const tenant = idFrom(request.get("x-tenant"), () => "none");
    const active = trace.setSpan(parent, span);
    infos.set(response, { requestId, tenant, span });
    response.setHeader("x-request-id", requestId);
    response.once("close", () => {
      const route = routeOf(request);
      if (route === eventsRoute) return;
      const status = response.writableFinished ? response.statusCode : 499;
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      histogram.observe({
        labels: { method: request.method, route, status_code: String(status) },
        value: seconds,
        exemplarLabels: { trace_id: span.spanContext().traceId },
      });
      endSpan(span, request.method, route, status, { request_id: requestId, tenant });
      // Do not log successful probes, which arrive every few seconds.
      if (route === "/health" && status < 500) return;
      context.with(active, () =>
        log(status >= 500 ? "error" : "info", `${request.method} ${route} ${status}`, {
          request_id: requestId,
          tenant,
          method: request.method,
          route,
          status,
          duration_ms: Math.round(seconds * 1000),
        }),
      );
    });
    context.with(active, next);
  };
}

/** Names and ends a server span. Streams end their span as soon as they are open, so that no span lasts for hours. */
export function endSpan(span: Span, method: string, route: string, status: number, attributes: Record<string, string> = {}): void {
  span.updateName(`${method} ${route}`);
  span.setAttributes({ "http.route": route, "http.response.status_code": status, ...attributes });
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/**
 * The last middleware. It turns an error into a response with the request ID. A response with status 500 does not contain the error's
 * message. In this case, the log and the span contain the message.
 */
export function answerErrors({ log }: Telemetry): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const { requestId, tenant, span } = infoOf(response);
    const status = statusOf(error);
    if (status >= 500) {
      span.recordException(error instanceof Error ? error : String(error));
      log("error", messageOf(error), { request_id: requestId, tenant, route: routeOf(request) });
    }
    response.status(status).json({ error: status < 500 ? messageOf(error) : "internal error", request_id: requestId });
  };
}

/** The response's status: the error's status if it is from 400 to 499, as in BadRequest and errors of body-parser; else 500. */
function statusOf(error: unknown): number {
  const status = typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 400 && status < 500 ? status : 500;
}
