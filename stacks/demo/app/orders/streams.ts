import type { Request, Response } from "express";
import { endSpan, infoOf } from "./requests";
import { eventsRoute, type StreamMetrics, type StreamOutcome } from "./metrics";

export interface StreamOptions {
  /** Milliseconds between two heartbeats. A heartbeat is a comment line that keeps proxies from closing the stream. Default: 15,000. */
  readonly heartbeatMs?: number;
  /** Milliseconds after which the server ends a stream, so that the client reconnects. Default: 600,000. */
  readonly maxAgeMs?: number;
}

/** All open server-sent event streams of the service. */
export class Streams {
  private readonly open = new Map<Response, (outcome: StreamOutcome) => void>();

  constructor(
    private readonly metrics: StreamMetrics,
    private readonly options: StreamOptions = {},
  ) {}

  /** Handles `GET /events`. */
  readonly accept = (request: Request, response: Response): void => {
    const { requestId, tenant, span } = infoOf(response);
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store", connection: "keep-alive" });
    response.write("retry: 2000\n\n");
    endSpan(span, request.method, eventsRoute, 200, { request_id: requestId, tenant });
    this.metrics.opened();
    const heartbeat = setInterval(() => response.write(": heartbeat\n\n"), this.options.heartbeatMs ?? 15_000);
    const limit = setTimeout(() => this.open.get(response)?.("completed"), this.options.maxAgeMs ?? 600_000);
    const finish = (outcome: StreamOutcome): void => {
      if (!this.open.delete(response)) return;
      clearInterval(heartbeat);
      clearTimeout(limit);
      this.metrics.closed(outcome);
      response.end();
    };
    this.open.set(response, finish);
    response.once("error", () => finish("error"));
    response.once("close", () => finish("client_disconnect"));
  };

  /** Sends one event to every open stream. */
  publish(event: string, data: unknown): void {
    for (const response of this.open.keys()) response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Ends all streams. Called when the service stops. */
  endAll(): void {
    for (const finish of [...this.open.values()]) finish("completed");
  }
}
