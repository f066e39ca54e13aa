import { setTimeout as sleep } from "node:timers/promises";
import { authorization, senderSystem } from "./accounts";

/** A sender of OTLP over HTTP without an SDK. */
export interface From {
  readonly otlp: string;
  /** Account of the sender. Default: the system of the scenarios. */
  readonly system?: string;
  /** Header `Authorization`. Default: the right one for the account. `null` sends none. */
  readonly authorization?: string | null;
  /** Attributes of the resource. Default of `service.name`: `patient`. */
  readonly resource?: Readonly<Record<string, string>>;
}

export interface Line {
  readonly body: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. Default: now. */
  readonly time?: number;
}

const attributes = (values: Readonly<Record<string, string>>): object[] =>
  Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));

const nanoseconds = (milliseconds: number): string => `${milliseconds}000000`;

/** Sends a request body to a path and returns the status, or 0 if there was no answer. */
export async function post(from: From, path: string, body: string | Uint8Array<ArrayBuffer>, type = "application/json"): Promise<number> {
  const { otlp, system = senderSystem, authorization: header = authorization(system) } = from;
  const headers = { "content-type": type, ...(header !== null && { authorization: header }) };
  try {
    const answer = await fetch(`${otlp}${path}`, { method: "POST", headers, body, signal: AbortSignal.timeout(60_000) });
    await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 0;
  }
}

const resourceOf = ({ resource = {} }: From): object => ({ attributes: attributes({ "service.name": "patient", ...resource }) });

/** Sends log lines in one request and returns the status, or 0 if there was no answer. */
export const pushLines = (from: From, lines: readonly Line[]): Promise<number> =>
  post(
    from,
    "/v1/logs",
    JSON.stringify({
      resourceLogs: [
        {
          resource: resourceOf(from),
          scopeLogs: [
            {
              logRecords: lines.map(({ body, attributes: own = {}, time = Date.now() }) => ({
                timeUnixNano: nanoseconds(time),
                severityNumber: 9,
                body: { stringValue: body },
                attributes: attributes(own),
              })),
            },
          ],
        },
      ],
    }),
  );

export interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly failed?: boolean;
}

/** Sends spans in one request and returns the status, or 0 if there was no answer. Each span has just ended. */
export const pushSpans = (from: From, spans: readonly Span[]): Promise<number> =>
  post(
    from,
    "/v1/traces",
    JSON.stringify({
      resourceSpans: [
        {
          resource: resourceOf(from),
          scopeSpans: [
            {
              spans: spans.map(({ attributes: own = {}, failed = false, ...span }) => ({
                ...span,
                kind: 2,
                startTimeUnixNano: nanoseconds(Date.now() - 20),
                endTimeUnixNano: nanoseconds(Date.now()),
                attributes: attributes(own),
                status: failed ? { code: 2 } : {},
              })),
            },
          ],
        },
      ],
    }),
  );

/** Lines that a load has sent. */
export interface Sent {
  /** Lines that the gateway has acknowledged. */
  readonly acknowledged: readonly string[];
  /** Requests that the gateway refused or did not answer. The load retries them, as an SDK does. */
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
