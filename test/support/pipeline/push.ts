import { setTimeout as sleep } from "node:timers/promises";
import { sendRecords, sendSpans, type SentSpan } from "./otlp";
import type { From as Account } from "./post";

/** A service that sends telemetry. */
export interface From extends Account {
  /** Attributes of the resource. Default of `service.name`: `patient`. */
  readonly resource?: Readonly<Record<string, string>>;
}

export interface Line {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. Default: now. */
  readonly time?: number;
}

const originOf = ({ resource = {} }: From) => ({ service: "patient", resource });

/** Sends log lines in one request and returns the HTTP status code, or 0 if there was no response. */
export const pushLines = (from: From, lines: readonly Line[]): Promise<number> => sendRecords(from, originOf(from), lines);

export type Span = Required<Pick<SentSpan, "spanId">> & Pick<SentSpan, "traceId" | "name" | "attributes" | "failed">;

/** Sends spans in one request and returns the HTTP status code, or 0 if there was no response. Each span has just ended. */
export const pushSpans = (from: From, spans: readonly Span[]): Promise<number> => sendSpans(from, originOf(from), spans);

/** What `load` has sent. */
export interface Sent {
  /** Lines that the gateway has acknowledged. */
  readonly acknowledged: readonly string[];
  /** Number of requests without a 2xx response. `load` retries them, as an SDK does. */
  readonly repeated: number;
}

/**
 * Sends batches of distinct lines, one after the other, until `stopped` returns true. Waits a tenth of a second after each request. Retries
 * a batch without a 2xx status. Returns when every batch is acknowledged.
 */
export async function load(from: From, name: string, stopped: () => boolean, batch = 50): Promise<Sent> {
  const acknowledged: string[] = [];
  let repeated = 0;
  for (let round = 0; !stopped(); round++) {
    const lines = Array.from({ length: batch }, (_, index) => `${name} ${round}-${index}`);
    for (;;) {
      const status = await pushLines(
        from,
        lines.map((body) => ({ body })),
      );
      if (status >= 200 && status < 300) break;
      repeated++;
      await sleep(100);
    }
    acknowledged.push(...lines);
    await sleep(100);
  }
  return { acknowledged, repeated };
}
