import { context, propagation, SpanKind, SpanStatusCode, type Tracer } from "@opentelemetry/api";
import { text, type Env } from "../env";
import { messageOf } from "../log";

/** Client of the service `prices`, whose address is in `PRICES_URL`. Its requests contain the trace context. */
export class Prices {
  private readonly url: string;

  constructor(
    env: Env,
    private readonly tracer: Tracer,
    private readonly onError: (message: string) => void,
  ) {
    this.url = text(env, "PRICES_URL");
  }

  /** Returns the price of an item in cents; undefined if the item is unknown or the request fails, because an order needs no price. */
  of(item: string): Promise<number | undefined> {
    const attributes = { "http.request.method": "GET", "http.route": "/prices/:item", "peer.service": "prices" };
    return this.tracer.startActiveSpan("GET /prices/:item", { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        const headers: Record<string, string> = {};
        propagation.inject(context.active(), headers);
        const answer = await fetch(`${this.url}/prices/${encodeURIComponent(item)}`, { headers, signal: AbortSignal.timeout(500) });
        span.setAttribute("http.response.status_code", answer.status);
        const { cents } = (await answer.json()) as { cents?: unknown };
        return typeof cents === "number" ? cents : undefined;
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR, message: messageOf(error) });
        this.onError(messageOf(error));
        return undefined;
      } finally {
        span.end();
      }
    });
  }
}
