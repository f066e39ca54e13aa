import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { watch, type Watch } from "../support/pipeline/firing";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { post } from "../support/pipeline/post";
import { pushLines } from "../support/pipeline/push";
import { grpcLines, linesRequest } from "../support/pipeline/raw";
import { sumOf } from "../support/pipeline/stored";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
let pipeline: Pipeline;
let prometheus: Watch;

beforeAll(async () => {
  pipeline = await startPipeline({
    cleanup,
    view: withLocalStores(viewOf("local")),
    traceStore: false,
    // VictoriaLogs responds to `/insert/nowhere` with status 400, so the gateway drops the log records.
    change: (config) => config.replace("/insert/opentelemetry/v1/logs", "/insert/nowhere"),
  });
  prometheus = await watch(cleanup, pipeline.metrics.gateway, "otelcol", ["RequestsInvalid", "TelemetryLost"]);
  await until("a scrape of the gateway", async () => ((await prometheus.query("up == 1")).length === 1 ? true : undefined));
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

const fires = (name: string) => until(name, async () => (await prometheus.firing()).find(({ alertname }) => alertname === name), 30);
const requests = async (label: string): Promise<number> => {
  const exposed = await text(pipeline.metrics.gateway);
  return sumOf(exposed, "http_server_request_duration_count", label) + sumOf(exposed, "rpc_server_call_duration_count", label);
};

it("TelemetryLost fires for a single batch, the first that the gateway gives up", async () => {
  expect(await text(pipeline.metrics.gateway)).not.toContain("otelcol_exporter_send_failed_log_records");
  expect(await prometheus.firing()).toEqual([]);
  expect(await pushLines({ otlp: pipeline.otlp }, [{ body: "lost" }])).toBe(200);
  expect(await fires("TelemetryLost")).toMatchObject({ service: "otelcol", exporter: "otlp_http/logs" });
  expect(sumOf(await text(pipeline.metrics.gateway), "otelcol_exporter_send_failed_log_records")).toBe(1);
}, 120_000);

it("the gateway counts requests that it cannot read by their status, and RequestsInvalid fires", async () => {
  const from = { otlp: pipeline.otlp };
  const big = "x".repeat(9_000_000);
  const garbage = Buffer.from("garbage");
  const path = "/v1/logs";
  const send = async (): Promise<number[]> => [
    await post(from, path, "{broken"),
    await post(from, path, new Uint8Array(garbage), "application/x-protobuf"),
    await pushLines(from, [{ body: big }]),
    await post(from, path, "x", "text/plain"),
    await post(from, "/v1/profiles", "{}"),
    await grpcLines(pipeline.gateway.grpc, garbage),
    await grpcLines(pipeline.gateway.grpc, linesRequest("patient", Buffer.from(big))),
  ];
  const answers = [400, 400, 400, 415, 404, 13, 8];
  expect(await send()).toEqual(answers);
  await until("a scrape of the first ones", async () =>
    (await prometheus.query('http_server_request_duration_count{http_response_status_code="400"}')).length > 0 ? true : undefined,
  );
  expect(await send()).toEqual(answers);
  expect(await fires("RequestsInvalid")).toMatchObject({ service: "otelcol" });
  for (const [status, count] of Object.entries({ 400: 6, 415: 2, 404: 2, INTERNAL: 2, RESOURCE_EXHAUSTED: 2 }))
    expect([status, await requests(`"${status}"`)]).toEqual([status, count]);
}, 120_000);
