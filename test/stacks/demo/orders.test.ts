import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { trace } from "@opentelemetry/api";
import { Faults } from "../../../stacks/demo/app/faults";
import { close } from "../../../stacks/demo/app/http";
import type { Fields } from "../../../stacks/demo/app/log";
import { createMetrics } from "../../../stacks/demo/app/metrics";
import { ordersApp, type Parts } from "../../../stacks/demo/app/orders/app";
import { orderFaults } from "../../../stacks/demo/app/orders/faults";
import { requestHistogram, streamMetrics } from "../../../stacks/demo/app/orders/metrics";
import { Streams } from "../../../stacks/demo/app/orders/streams";

const registry = createMetrics();
const lines: { message: string; fields: Fields }[] = [];
const jobs: unknown[] = [];
const state: { postgres: boolean; exceeded: boolean; price?: number } = { postgres: true, exceeded: false, price: 2900 };
const streams = new Streams(streamMetrics(registry, "/events"), { heartbeatMs: 20 });
const faults = new Faults(orderFaults);
const parts: Parts = {
  telemetry: {
    tracer: trace.getTracer("test"),
    log: (_level, message, fields = {}) => void lines.push({ message, fields }),
    stop: () => Promise.resolve(),
  },
  histogram: requestHistogram(registry),
  store: {
    recent: () => Promise.resolve([]),
    create: async (_order, then) => {
      await then(7);
      return 7;
    },
    report: () => Promise.reject(new Error("relation secret_table does not exist")),
    ping: () => (state.postgres ? Promise.resolve() : Promise.reject(new Error("connection refused"))),
  },
  queue: { add: (job) => Promise.resolve(void jobs.push(job)), ping: () => Promise.resolve() },
  prices: { of: () => Promise.resolve(state.price) },
  quotas: { isTenant: (tenant) => tenant === "acme", isExceeded: () => state.exceeded },
  streams,
  faults,
};

let server: Server;
let url: string;
beforeAll(async () => {
  server = createServer(ordersApp(parts));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => close(server));

async function call(path: string, init: RequestInit = {}): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(url + path, init);
  return { status: answer.status, body: await answer.json() };
}
const order = (body: string, tenant = "acme"): RequestInit => ({
  method: "POST",
  headers: { "content-type": "application/json", "x-tenant": tenant, "x-request-id": "r-1" },
  body,
});
const lamp = JSON.stringify({ item: "lamp", quantity: 2 });
const count = async (labels: string): Promise<string | undefined> =>
  (await registry.metrics()).split("\n").find((line) => line.startsWith(`http_request_duration_seconds_count{${labels}}`));

describe("the demo's orders service", () => {
  it("accepts an order, queues its invoice, and logs and counts the request by route", async () => {
    expect(await call("/orders", order(lamp))).toEqual({
      status: 201,
      body: { id: 7, tenant: "acme", item: "lamp", quantity: 2, cents: 5800 },
    });
    expect(jobs).toEqual([{ orderId: 7, tenant: "acme", requestId: "r-1" }]);
    expect(lines.at(-1)).toMatchObject({
      message: "POST /orders 201",
      fields: { request_id: "r-1", tenant: "acme", method: "POST", route: "/orders", status: 201 },
    });
    expect(await count('method="POST",route="/orders",status_code="201"')).toMatch(/ 1$/);
  });

  it.each([
    ["{", "acme", 400],
    [JSON.stringify({ item: "", quantity: 1 }), "acme", 400],
    [JSON.stringify({ item: "lamp", quantity: 0.5 }), "acme", 400],
    [lamp, "unknown", 400],
    [JSON.stringify({ item: "x".repeat(20_000) }), "acme", 413],
  ])("refuses an invalid order or tenant", async (body, tenant, status) => {
    expect((await call("/orders", order(body, tenant))).status).toBe(status);
  });

  it("refuses orders beyond the quota", async () => {
    state.exceeded = true;
    expect(await call("/orders", order(lamp))).toMatchObject({
      status: 429,
      body: { error: 'tenant "acme" has used up its quota of orders' },
    });
    state.exceeded = false;
  });

  it("answers 500 without details for the caller, and logs the reason", async () => {
    expect(await call("/reports/1")).toMatchObject({ status: 500, body: { error: "internal error" } });
    expect(lines.some(({ message }) => message === "relation secret_table does not exist")).toBe(true);
    expect(await count('method="GET",route="/reports/:id",status_code="500"')).toMatch(/ 1$/);
  });

  it("never uses a raw path as a label value", async () => {
    expect((await call("/wp-admin/7c1f")).status).toBe(404);
    expect((await call("/reports/7c1f")).status).toBe(404);
    expect(await registry.metrics()).not.toContain("7c1f");
    expect(await count('method="GET",route="unmatched",status_code="404"')).toMatch(/ 1$/);
  });

  it("generates a request id if the caller's id could break a log line", async () => {
    const answer = await fetch(`${url}/orders`, { headers: { "x-request-id": "a b{}" } });
    expect(answer.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("reports its health as degraded, with status 503, if PostgreSQL is down", async () => {
    expect(await call("/health")).toEqual({ status: 200, body: { status: "ok", checks: { postgres: "ok", redis: "ok" } } });
    state.postgres = false;
    expect(await call("/health")).toEqual({
      status: 503,
      body: { status: "degraded", checks: { postgres: "connection refused", redis: "ok" } },
    });
    state.postgres = true;
  });

  it("fails business routes but not the health check while the fault http-errors is on", async () => {
    await faults.set("http-errors", { on: true, share: 1 });
    expect((await call("/orders")).status).toBe(500);
    expect((await call("/health")).status).toBe(200);
    await faults.set("http-errors", { on: false });
    expect((await call("/orders")).status).toBe(200);
  });

  it("streams events with heartbeats, and counts which side closed the stream", async () => {
    const stop = new AbortController();
    const answer = await fetch(`${url}/events`, { signal: stop.signal });
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes("event: order")) {
      if (text.includes(": heartbeat")) streams.publish("order", { id: 1 });
      text += (await reader?.read())?.value ?? "";
    }
    expect(text).toContain('event: order\ndata: {"id":1}\n\n');
    const open = await registry.metrics();
    expect(open).toContain('sse_connections_active{route="/events"} 1');
    stop.abort();
    const closed = 'sse_streams_closed_total{route="/events",outcome="client_disconnect"} 1';
    for (let tries = 0; tries < 100 && !(await registry.metrics()).includes(closed); tries += 1)
      await new Promise((done) => setTimeout(done, 10));
    const page = await registry.metrics();
    expect(page).toContain(closed);
    expect(page).toContain('sse_connections_active{route="/events"} 0');
    expect(page).not.toContain('http_request_duration_seconds_count{method="GET",route="/events"');
  });
});
