import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that sends fixed responses in the formats of Loki and Tempo, because Loki and Tempo run only from images. */
export interface FixedStores extends AsyncDisposable {
  readonly url: string;
}

const span = (spanId: string, parentSpanId: string, name: string, from: bigint, milliseconds: number, more: object = {}) => ({
  spanId,
  parentSpanId,
  name,
  startTimeUnixNano: String(from),
  endTimeUnixNano: String(from + BigInt(milliseconds) * 1_000_000n),
  attributes: [{ key: "http.route", value: { stringValue: "/orders" } }],
  ...more,
});

/** The times of a range query's steps, in Unix seconds. In the query, the start and the end are in nanoseconds. */
function stepsOf(query: URLSearchParams): number[] {
  const [start, end] = ["start", "end"].map((key) => Number(query.get(key)?.slice(0, -9)));
  const step = Number(query.get("step"));
  return Array.from({ length: Math.floor(((end ?? 0) - (start ?? 0)) / step) }, (_, index) => (start ?? 0) + index * step);
}

/** Responses by path. `at` is a Unix time in seconds. Log lines, traces and spans are at most a minute older than `at`. */
function answersAt(at: number): Readonly<Record<string, (query: URLSearchParams) => unknown>> {
  const nanoseconds = BigInt(at - 60) * 1_000_000_000n;
  const labels = { service_name: "orders", detected_level: "error", trace_id: "0af7651916cd43dd8448eb211c80319c" };
  return {
    "/loki/api/v1/query_range": (query) =>
      query.get("query")?.includes("count_over_time") === true
        ? {
            data: {
              resultType: "matrix",
              result: ["info", "error"].map((level, index) => ({
                metric: { detected_level: level },
                values: stepsOf(query).map((second, place) => [second, String(20 - index * 15 + (place % 5))]),
              })),
            },
          }
        : {
            data: {
              resultType: "streams",
              result: [
                {
                  stream: labels,
                  values: Array.from({ length: 8 }, (_, line) => [
                    String(nanoseconds + BigInt(line) * 1_000_000_000n),
                    `payment ${line} was declined`,
                  ]),
                },
              ],
            },
          },
    "/api/search": () => ({
      traces: [
        {
          traceID: labels.trace_id,
          rootServiceName: "orders",
          rootTraceName: "POST /orders",
          startTimeUnixNano: String(nanoseconds),
          durationMs: 120,
        },
      ],
    }),
    [`/api/v2/traces/${labels.trace_id}`]: () => ({
      trace: {
        resourceSpans: [
          {
            resource: { attributes: [{ key: "service.name", value: { stringValue: "orders" } }] },
            scopeSpans: [
              {
                spans: [
                  span("a", "", "POST /orders", nanoseconds, 120),
                  span("b", "a", "INSERT orders", nanoseconds + 20_000_000n, 60, { status: { code: 2, message: "deadlock" } }),
                ],
              },
            ],
          },
        ],
      },
    }),
  };
}

/** Starts a server of fixed responses on loopback. Log lines, traces and spans are at most a minute older than `at`, in Unix seconds. */
export async function fixedStores(at: number): Promise<FixedStores> {
  const answers = answersAt(at);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const answer = answers[pathname];
    response.writeHead(answer === undefined ? 404 : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(answer?.(searchParams) ?? { error: `no answer for ${pathname}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
