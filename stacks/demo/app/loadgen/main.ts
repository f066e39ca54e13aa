import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { context, propagation, SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { Counter } from "prom-client";
import { integer, text } from "../env";
import { close } from "../http";
import { messageOf } from "../log";
import { createMetrics, serveMetrics } from "../metrics";
import { rarely, type Start } from "../program";
import { kinds, pick, tenants } from "./plan";

/**
 * Sends steady traffic to `TARGET_URL`, even if the target is down or slow. Sends `REQUESTS_PER_SECOND` requests per second (default: 10,
 * at least 1). While 200 requests are open, sends no further requests. Keeps `EVENT_STREAMS` streams open (default: 3). `METRICS_PORT`
 * (default: 9464) serves metrics.
 */
export const startLoadgen: Start = async ({ log, tracer }, env) => {
  const target = text(env, "TARGET_URL");
  const registry = createMetrics();
  const sent = new Counter({
    name: "loadgen_requests_total",
    help: "Requests sent, by the status answered; none when there was no answer",
    labelNames: ["method", "route", "status_code"] as const,
    registers: [registry],
  });
  const complain = rarely((message) => log("warn", message));
  const stopping = new AbortController();

  const send = async (): Promise<void> => {
    const kind = pick(kinds, Math.random());
    const span = {
      kind: SpanKind.CLIENT,
      attributes: { "http.request.method": kind.method, "http.route": kind.route, "peer.service": "orders" },
    };
    await tracer.startActiveSpan(`${kind.method} ${kind.route}`, span, async (active) => {
      const headers: Record<string, string> = { "x-tenant": pick(tenants, Math.random()).name, "x-request-id": randomUUID() };
      propagation.inject(context.active(), headers);
      const body = kind.body && JSON.stringify(kind.body(Math.random));
      if (body !== undefined) headers["content-type"] = "application/json";
      let status = "none";
      try {
        const signal = AbortSignal.any([AbortSignal.timeout(15_000), stopping.signal]);
        const answer = await fetch(target + kind.path(Math.random), {
          method: kind.method,
          headers,
          signal,
          ...(body !== undefined && { body }),
        });
        await answer.arrayBuffer();
        status = String(answer.status);
        active.setAttribute("http.response.status_code", answer.status);
        if (answer.status >= 500) active.setStatus({ code: SpanStatusCode.ERROR });
      } catch (error) {
        active.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
        if (!stopping.signal.aborted) complain(`no response from ${target}: ${messageOf(error)}`);
      } finally {
        sent.inc({ method: kind.method, route: kind.route, status_code: status });
        active.end();
      }
    });
  };

  const stream = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const answer = await fetch(`${target}/events`, { signal: stopping.signal });
        if (answer.body) await answer.body.pipeTo(new WritableStream());
      } catch {
        // If the service is down, `send` logs the error.
      }
      await sleep(1000 + Math.random() * 1000);
    }
  };

  const rate = integer(env, "REQUESTS_PER_SECOND", 10);
  // A timer starts the requests, so a slow target reduces the load only when 200 requests are open.
  let open = 0;
  const timer = setInterval(
    () => {
      if (open >= 200) return;
      open += 1;
      void send().finally(() => (open -= 1));
    },
    1000 / Math.max(1, rate),
  );
  for (let count = integer(env, "EVENT_STREAMS", 3); count > 0; count -= 1) void stream();
  const metrics = await serveMetrics(integer(env, "METRICS_PORT", 9464), registry);
  log("info", `loadgen sends ${rate} requests per second to ${target}`);
  return {
    stop: async () => {
      clearInterval(timer);
      stopping.abort();
      await close(metrics);
    },
  };
};
