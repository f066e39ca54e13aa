import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { destinationExporter } from "../../exporters/pipeline/destinations";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { secretOf, senderSystem } from "../support/pipeline/accounts";
import { startVendor, type Vendor } from "../support/pipeline/destination";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { pushLines, pushSpans } from "../support/pipeline/push";
import { send } from "../support/pipeline/send";
import { storedLines, sumOf } from "../support/pipeline/stored";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

const view = withLocalStores(viewOf("local"));

interface Options {
  readonly change?: (config: string) => string;
  readonly systems?: string[];
}

async function start({ change = (config) => config, systems }: Options = {}): Promise<{ pipeline: Pipeline; vendor: Vendor }> {
  const vendor = await startVendor(cleanup);
  const destination = {
    name: "vendor",
    url: vendor.url,
    headers: { "X-Dataset": "shop" },
    secretHeaders: ["Authorization"],
    signals: ["logs" as const, "traces" as const],
    ...(systems && { systems }),
  };
  const environment = { ...view.environment, destinations: [destination] };
  return { vendor, pipeline: await startPipeline({ cleanup, view: { ...view, environment }, change }) };
}

/** The lines of the service `patient` in VictoriaLogs, including duplicates. */
async function stored(pipeline: Pipeline): Promise<string[]> {
  const lines = await storedLines(pipeline.logs, '_time:1h {service="patient"} | fields _msg');
  return lines.map(({ _msg: line = "" }) => line);
}

const everyLine = Array.from({ length: 50 }, (_, index) => `line ${index}`).sort();
const inStore = (pipeline: Pipeline) =>
  until("all lines in the store", async () => ((await stored(pipeline)).length >= 50 ? stored(pipeline) : undefined));

/** The sum of a metric of the gateway over the series with this text in their labels. Default: all series. */
const counted = async (pipeline: Pipeline, name: string, label = ""): Promise<number> =>
  sumOf(await text(pipeline.metrics.gateway), name, label);

const ofVendor = `exporter="${destinationExporter({ name: "vendor" })}"`;

it("a destination receives logs and traces with its headers, and its secret is only in the secret file", async () => {
  const { pipeline, vendor } = await start();
  await send("many", pipeline.otlp);
  await until("all lines at the destination", () => Promise.resolve(vendor.lines().length >= 50 || undefined));
  await until("traces at the destination", () =>
    Promise.resolve(vendor.requests.some(({ body }) => body.includes("work 49")) || undefined),
  );
  expect(vendor.lines().sort()).toEqual(everyLine);
  expect((await inStore(pipeline)).sort()).toEqual(everyLine);
  const secret = secretOf("destination-vendor-authorization");
  for (const { headers } of vendor.requests) expect(headers).toMatchObject({ authorization: secret, "x-dataset": "shop" });
  expect(new Set(vendor.requests.map((request) => request.path))).toEqual(new Set(["/otlp/v1/logs", "/otlp/v1/traces"]));
  expect(await readFile(path.join(pipeline.folder, "gateway", "otelcol.yml"), "utf8")).not.toContain("Bearer");
}, 180_000);

it("a destination for some systems receives their logs and traces, and nothing of other systems", async () => {
  const { pipeline, vendor } = await start({ systems: [senderSystem] });
  const from = { otlp: pipeline.otlp, system: "demo", resource: { "service.name": "orders", "service.namespace": senderSystem } };
  expect(await pushLines(from, [{ body: "line 999 of another system" }])).toBe(200);
  expect(await pushSpans(from, [{ traceId: "9".repeat(32), spanId: "9".repeat(16), name: "work of another system" }])).toBe(200);
  await send("many", pipeline.otlp);
  const all = () => vendor.requests.map(({ body }) => body).join("");
  await until("all lines and traces at the destination", () =>
    Promise.resolve((vendor.lines().length >= 50 && all().includes("work 49")) || undefined),
  );
  await until("the line of the other system in the store", async () =>
    (await storedLines(pipeline.logs, '_time:1h "line 999"')).length === 1 ? true : undefined,
  );
  // The queue sends a batch after at most one second. A line that is wrong or sent twice would arrive during this wait.
  await sleep(3000);
  expect(vendor.lines().sort()).toEqual(everyLine);
  expect(all()).not.toContain("of another system");
}, 180_000);

it("a destination that fails holds up no store, and receives everything once it works again", async () => {
  const { pipeline, vendor } = await start();
  vendor.answer = 503;
  await send("many", pipeline.otlp);
  expect((await inStore(pipeline)).sort()).toEqual(everyLine);
  await until("a queue for the destination", async () =>
    (await counted(pipeline, "otelcol_exporter_queue_size", ofVendor)) > 0 ? true : undefined,
  );
  vendor.answer = 200;
  await until("all lines at the destination", () => Promise.resolve(vendor.lines().length >= 50 || undefined));
  expect(vendor.lines().sort()).toEqual(everyLine);
}, 180_000);

it("a destination with a full queue makes the gateway refuse nothing and store nothing twice", async () => {
  const { pipeline, vendor } = await start({
    change: (config) => config.replaceAll(`"queue_size":${128 * 2 ** 20}`, '"queue_size":64').replace(/"min_size":\d+/g, '"min_size":1'),
  });
  vendor.answer = 503;
  await send("many", pipeline.otlp);
  await until("a full queue", async () =>
    (await counted(pipeline, "otelcol_exporter_enqueue_failed_log_records", ofVendor)) > 0 ? true : undefined,
  );
  expect((await inStore(pipeline)).sort()).toEqual(everyLine);
  expect(await counted(pipeline, "otelcol_receiver_refused_log_records", 'receiver="otlp"')).toBe(0);
  expect(vendor.requests).toEqual([]);
}, 180_000);

it("a destination that rejects the token loses its data, which is counted, and the store loses nothing", async () => {
  const { pipeline, vendor } = await start();
  vendor.answer = 401;
  await send("many", pipeline.otlp);
  await until("lost lines", async () =>
    (await counted(pipeline, "otelcol_exporter_send_failed_log_records", ofVendor)) === 50 ? true : undefined,
  );
  expect((await inStore(pipeline)).sort()).toEqual(everyLine);
  expect(await counted(pipeline, "otelcol_receiver_refused_log_records", 'receiver="otlp"')).toBe(0);
}, 180_000);
