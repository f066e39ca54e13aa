import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { trace } from "@opentelemetry/api";
import { Prices } from "../../../stacks/demo/app/orders/prices";
import { startPrices } from "../../../stacks/demo/app/prices/main";
import type { Running } from "../../../stacks/demo/app/program";
import type { Telemetry } from "../../../stacks/demo/app/telemetry";
import { freePort } from "../../support/free-port";

const telemetry: Telemetry = { log: () => undefined, tracer: trace.getTracer("test"), stop: () => Promise.resolve() };
const folder = mkdtempSync(path.join(tmpdir(), "monitoring-prices-"));
const key = "key-of-the-metrics";
let url: string;
let metrics: string;
let running: Running;

beforeAll(async () => {
  const [port, metricsPort] = [await freePort(), await freePort()];
  const file = path.join(folder, "key");
  writeFileSync(file, `${key}\n`);
  running = await startPrices(telemetry, { PORT: String(port), METRICS_PORT: String(metricsPort), METRICS_KEY_FILE: file });
  url = `http://127.0.0.1:${port}`;
  metrics = `http://127.0.0.1:${metricsPort}`;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the demo's service with prices", () => {
  it("returns the price of an item, and 404 for an unknown item", async () => {
    const answer = await fetch(`${url}/prices/lamp`);
    expect([answer.status, await answer.json()]).toEqual([200, { cents: 2900 }]);
    for (const unknown of ["/prices/boat", "/prices/constructor", "/prices/", "/"]) expect((await fetch(url + unknown)).status).toBe(404);
  });

  it("serves metrics only with the key, and the health check without it", async () => {
    const ask = async (authorization?: string) =>
      (await fetch(`${metrics}/metrics`, authorization === undefined ? {} : { headers: { authorization } })).status;
    expect([await ask(), await ask("Bearer wrong"), await ask(`Basic ${key}`), await ask(`Bearer ${key}`)]).toEqual([401, 401, 401, 200]);
    expect((await fetch(`${metrics}/health`)).status).toBe(200);
    const text = await (await fetch(`${metrics}/metrics`, { headers: { authorization: `Bearer ${key}` } })).text();
    expect(text).toContain('http_request_duration_seconds_count{method="GET",route="/prices/:item",status_code="200"} 1\n');
    expect(text).not.toContain("boat");
  });

  it("is not needed for an order: without a response, the price is unknown and the error is reported", async () => {
    const errors: string[] = [];
    const prices = new Prices({ PRICES_URL: url }, telemetry.tracer, (message) => errors.push(message));
    expect([await prices.of("rug"), await prices.of("boat")]).toEqual([9900, undefined]);
    expect(errors).toEqual([]);
    await running.stop();
    expect(await prices.of("rug")).toBeUndefined();
    expect(errors).toHaveLength(1);
  });
});
