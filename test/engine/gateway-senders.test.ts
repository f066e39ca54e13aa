import { lineBytes } from "../../exporters/pipeline/limits";
import { spanSeriesPerService } from "../../exporters/pipeline/otelcol";
import { otelcol } from "../../exporters/programs/otelcol";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { authorization, senderSystem, storeLogin, tokenOf } from "../support/pipeline/accounts";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { post } from "../support/pipeline/post";
import { lossesOf, note } from "../support/pipeline/losses";
import { pushLines, pushSpans, type From } from "../support/pipeline/push";
import { sendRecords } from "../support/pipeline/otlp";
import { documentedHeader } from "../support/documented-header";
import { send } from "../support/pipeline/send";
import { grpcLines, linesRequest, spansRequest } from "../support/pipeline/raw";
import { storedLines, sumOf, type StoredLine } from "../support/pipeline/stored";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
let pipeline: Pipeline;
let from: From;

beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")) });
  from = { otlp: pipeline.otlp };
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

/** Waits until at least `count` lines match a query, and returns the lines. */
const found = (query: string, count: number): Promise<StoredLine[]> =>
  until(`${count} lines`, async () => {
    const lines = await storedLines(pipeline.logs, `_time:3h ${query}`);
    return lines.length >= count ? lines : undefined;
  });
const requests = async (metric: string, status: string): Promise<number> => sumOf(await text(pipeline.metrics.gateway), metric, status);
const derived = (): Promise<string> => text(pipeline.metrics.derived);

/** Another system of the environment, with another token. */
const other = "demo";

it("the gateway accepts nothing without a valid token, over HTTP and gRPC, and counts what it refuses", async () => {
  const refused: Record<string, string | null> = {
    "no header": null,
    "a wrong token": authorization(senderSystem, "wrong"),
    "an empty token": authorization(senderSystem, ""),
    "the token of another system": authorization(senderSystem, tokenOf(other)),
    "an unknown system": authorization("unknown", tokenOf("unknown")),
    "another scheme": `Bearer ${tokenOf(senderSystem)}`,
  };
  const statuses = Object.values(refused).map((header) => pushLines({ ...from, authorization: header }, [{ body: "refused" }]));
  expect(await Promise.all(statuses)).toEqual(Object.keys(refused).map(() => 401));
  const line = linesRequest("patient", Buffer.from("refused"));
  for (const header of Object.values(refused)) expect(await grpcLines(pipeline.gateway.grpc, line, header ?? "")).toBe(16);
  expect(await grpcLines(pipeline.gateway.grpc, linesRequest("patient", Buffer.from("accepted over gRPC")))).toBe(0);
  expect(await pushLines(from, [{ body: "accepted over HTTP" }])).toBe(200);
  await found('"accepted over"', 2);
  expect(await storedLines(pipeline.logs, "_time:3h refused")).toEqual([]);
  expect(await requests("http_server_request_duration_count", '"401"')).toBe(Object.keys(refused).length);
  expect(await requests("rpc_server_call_duration_count", '"UNAUTHENTICATED"')).toBe(Object.keys(refused).length);
}, 120_000);

it("an application sends with the environment variable that docs/instrument-a-service.md describes, and with no other setting", async () => {
  await send("many", pipeline.otlp, { OTEL_EXPORTER_OTLP_HEADERS: documentedHeader(tokenOf(senderSystem)) });
  await found('"line 49" service:="patient"', 1);
}, 60_000);

it("a system with its own token cannot send as another system, and keeps its claim in an attribute", async () => {
  const claims = { "service.namespace": senderSystem, system: senderSystem, environment: "production", claimed_system: "forged" };
  const resource = { ...claims, "service.name": "orders", service: "web" };
  expect(await pushLines({ ...from, system: other, resource }, [{ body: "claims", attributes: claims }])).toBe(200);
  const [line] = await found("claims", 1);
  expect(line).toMatchObject({ _stream: `{environment="local",service="orders",system="${other}"}`, claimed_system: senderSystem });
  expect(line).not.toHaveProperty("claimed_service");
  const span = { traceId: "5".repeat(32), spanId: "5".repeat(16), name: "claims", attributes: claims };
  expect(await pushSpans({ ...from, system: other, resource }, [span])).toBe(200);
  const series = await until("the span metric", async () =>
    (await derived()).split("\n").find((one) => one.startsWith("traces_spanmetrics_calls_total") && one.includes('span_name="claims"')),
  );
  expect(series).toContain(`system="${other}"`);
  expect(series).toContain('environment="local"');
}, 120_000);

it("10,000 names of services, spans and tenants create a bounded number of series and streams, and lose no line", async () => {
  const names = Array.from({ length: 10_000 }, (_, index) => `made-up-${index}`);
  for (let index = 0; index < names.length; index += 1000) {
    const some = names.slice(index, index + 1000);
    const statuses = await Promise.all([
      ...some.map((name) =>
        pushLines({ ...from, resource: { "service.name": name } }, [{ body: `by ${name}`, attributes: { tenant: name } }]),
      ),
      pushSpans(
        from,
        some.map((name, at) => ({
          traceId: (index + at + 1).toString(16).padStart(32, "0"),
          spanId: (index + at + 1).toString(16).padStart(16, "0"),
          name,
        })),
      ),
    ]);
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
  }
  const lines = await found('claimed_service:"made-up"*', names.length);
  const stored = lines.map(({ _msg = "" }) => _msg);
  const sent = names.map((name) => `by ${name}`);
  expect(note(lossesOf("10,000 names of services and of tenants", sent, stored))).toMatchObject({ lost: 0, twice: 0 });
  expect(new Set(lines.map(({ _stream }) => _stream))).toEqual(
    new Set([`{environment="local",service="unlisted",system="${senderSystem}"}`]),
  );
  const series = await until("the span metrics", async () => {
    const own = (await derived())
      .split("\n")
      .filter((one) => one.startsWith("traces_spanmetrics_calls_total") && one.includes('"patient"'));
    return own.length > 100 ? own : undefined;
  });
  expect(series.length).toBeLessThanOrEqual(spanSeriesPerService);
}, 180_000);

it("a request of 100 MB is refused, a long line is cut and stored, and the gateway stays within its memory limit", async () => {
  expect(await pushLines(from, [{ body: "x".repeat(100_000_000) }])).toBe(400);
  const bodies = Array.from({ length: 16 }, (_, index) => `long ${index} ${"x".repeat(7 * 2 ** 20)}`);
  const statuses = await Promise.all(bodies.map((body) => pushLines(from, [{ body }])));
  expect(statuses).toEqual(statuses.map(() => 200));
  const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`key-${index}`, "x"]));
  const awkward = { ["k".repeat(200)]: "x", ["ü".repeat(100)]: "x", huge: "x".repeat(3 * 2 ** 20) };
  expect(
    await pushLines(from, [
      { body: "wide", attributes: wide },
      { body: "awkward", attributes: awkward },
    ]),
  ).toBe(200);
  const nested = { deep: { list: Array.from({ length: 300 }, () => "x".repeat(10_000)), ["a".repeat(80)]: { ["b".repeat(80)]: "x" } } };
  const records = [{ body: "nested", attributes: nested }, { body: nested }];
  expect(await sendRecords(from, { service: "patient" }, records)).toBe(200);
  const lines = await found("long*", statuses.length);
  const cut = bodies.map((body) => body.slice(0, lineBytes));
  const stored = lines.map(({ _msg = "" }) => _msg);
  expect(note(lossesOf("lines of 7 MiB, 16 at once", cut, stored))).toMatchObject({ lost: 0, twice: 0 });
  expect(lines.map(({ cut_from_bytes }) => cut_from_bytes).sort()).toEqual(bodies.map(({ length }) => String(length)).sort());
  await found('_msg:="wide" or _msg:="awkward" or _msg:="nested"', 3);
  await found("cut_from_bytes:* deep*", 1);
  expect(await pushLines(from, [{ body: "still here" }])).toBe(200);
  expect(await pipeline.gateway.peakMiB()).toBeLessThan(otelcol.memoryMiB);
}, 180_000);

it("spans of more than 4 MiB in all arrive at the store of traces", async () => {
  const spans = Array.from({ length: 1500 }, (_, index) => ({
    traceId: index.toString(16).padStart(32, "e"),
    spanId: index.toString(16).padStart(16, "e"),
    name: "wide",
    attributes: { text: "z".repeat(4000) },
  }));
  expect(await pushSpans(from, spans)).toBe(200);
  for (const { traceId } of [spans.at(0), spans.at(-1)].flatMap((span) => span ?? []))
    await until("the trace", async () => ((await fetch(`${pipeline.traces}/api/traces/${traceId}`, storeLogin)).ok ? true : undefined));
  expect(await requests("otelcol_exporter_send_failed_spans", "traces")).toBe(0);
}, 120_000);

it("invalid UTF-8 is stored, and does not disturb the metrics", async () => {
  const bad = Buffer.concat([Buffer.from("broken "), Buffer.from([0xff, 0xc3, 0x28])]);
  expect(await post(from, "/v1/logs", new Uint8Array(linesRequest("hostile", bad)), "application/x-protobuf")).toBe(200);
  expect(await post(from, "/v1/traces", new Uint8Array(spansRequest("hostile", bad)), "application/x-protobuf")).toBe(200);
  await found("broken*", 1);
  await until("the span metric", async () => ((await derived()).includes('span_name="broken ??("') ? true : undefined));
}, 120_000);

it("the gateway stores lines of a sender whose clock is an hour off, with the time that the sender wrote", async () => {
  const hour = 3_600_000;
  const now = Math.floor(Date.now() / 1000) * 1000;
  const times = [now - hour, now, now + hour];
  expect(
    await pushLines(
      from,
      times.map((time) => ({ body: "clock", time })),
    ),
  ).toBe(200);
  const lines = await until("three lines", async () => {
    const all = await storedLines(pipeline.logs, `_time:[${now / 1000 - 7200}, ${now / 1000 + 7200}] _msg:="clock"`);
    return all.length === times.length ? all : undefined;
  });
  expect(lines.map(({ _time = "" }) => Date.parse(_time)).sort((a, b) => a - b)).toEqual(times);
}, 60_000);
