import { logLevels, levelNumbers } from "../../exporters/model/logs-schema";
import { unlistedService } from "../../exporters/model/name";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { sendMetrics } from "../support/pipeline/metrics";
import { sendRecords } from "../support/pipeline/otlp";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import type { From } from "../support/pipeline/post";
import { storedLines, sumOf } from "../support/pipeline/stored";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
let pipeline: Pipeline;
let from: From;

beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")), traceStore: false });
  from = { otlp: pipeline.otlp };
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

const counters = (): Promise<string> => text(pipeline.metrics.logCounters);
const senders = ["orders", "web"] as const;

/**
 * The record with this number. The text of every third record matches the pattern `refused`, but some of these records have too low a
 * level.
 */
const record = (number: number) => ({
  body: number % 3 === 0 ? `order n${number} refused` : `line ${number} ünïcödé`,
  severity: number % 9 === 0 ? levelNumbers.info : levelNumbers[logLevels[Math.floor(number / 3) % logLevels.length] ?? "info"],
});

type Sent = ReturnType<typeof record>;

/** Sends records from several senders at the same time, a few in each request. Returns what each service sent. */
async function sendAll(requests: number): Promise<Record<string, Sent[]>> {
  const sent: Record<string, Sent[]> = {};
  const work = senders.flatMap((service) =>
    Array.from({ length: 4 }, async (_, worker) => {
      for (let round = 0; round < requests; round++) {
        const records = Array.from({ length: 1 + ((round + worker) % 3) }, (_unused, index) => record(round * 7 + worker * 3 + index));
        expect(await sendRecords(from, { service, resource: { "service.instance.id": `${service}-${worker}` } }, records)).toBe(200);
        (sent[service] ??= []).push(...records);
      }
    }),
  );
  await Promise.all(work);
  return sent;
}

/** Compares the counters with what was sent. */
async function compare(sent: Readonly<Record<string, readonly Sent[]>>): Promise<void> {
  const exposed = await counters();
  for (const [service, records] of Object.entries(sent)) {
    const labels = [`service="${service}"`, 'system="shop"', 'environment="local"'];
    for (const level of logLevels) {
      const expected = records.filter(({ severity }) => severity === levelNumbers[level]).length;
      expect([service, level, sumOf(exposed, "log_records_total", ...labels, `level="${level}"`)]).toEqual([service, level, expected]);
    }
    expect(sumOf(exposed, "log_bytes_total", ...labels)).toBe(records.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0));
    const refused = records.filter(({ body, severity }) => body.endsWith("refused") && severity >= levelNumbers.error).length;
    const matched = sumOf(exposed, "log_pattern_records_total", ...labels, 'pattern="refused"');
    expect(refused).toBeGreaterThan(0);
    expect([service, matched]).toEqual([service, service === "orders" ? refused : 0]);
  }
}

it("counters have the numbers of the records sent and stored, with several senders at once, and after a restart", async () => {
  const first = await sendAll(100);
  await compare(first);
  await pipeline.gateway.kill();
  await pipeline.gateway.start();
  const second = await sendAll(50);
  await compare(second);
  for (const service of senders) {
    const count = (first[service]?.length ?? 0) + (second[service]?.length ?? 0);
    const lines = await until(`the lines of ${service}`, async () => {
      const found = await storedLines(pipeline.logs, `_time:1h {service="${service}"}`);
      return found.length >= count ? found : undefined;
    });
    expect(lines).toHaveLength(count);
  }
}, 180_000);

it("labels have values from fixed lists only, and no labels beside them", async () => {
  const levels = Array.from({ length: 200 }, (_, number) => ({
    body: "x",
    severity: number - 50,
    attributes: { level: `own-${number}`, pattern: "own" },
  }));
  expect(await sendRecords(from, { service: "patient" }, levels)).toBe(200);
  for (let number = 0; number < 50; number++) expect(await sendRecords(from, { service: `made-up-${number}` }, [{ body: "x" }])).toBe(200);
  const exposed = await counters();
  const labelsOf = (name: string): string[] =>
    [...new Set([...exposed.matchAll(new RegExp(`${name}="([^"]*)"`, "g"))].map(([, value = ""]) => value))].sort();
  expect(labelsOf("level")).toEqual([...logLevels, "unset"].sort());
  expect(labelsOf("service")).toEqual(["orders", "patient", unlistedService, "web"].sort());
  expect(labelsOf("pattern")).toEqual(["refused"]);
  for (const name of ["log_records_total", "log_records_unlisted_total"])
    expect(sumOf(exposed, name, `service="${unlistedService}"`)).toBe(50);
  expect(sumOf(exposed, "log_records_unlisted_total")).toBe(50);
  const names = new Set([...exposed.matchAll(/(?:\{|,)([a-z_]+)="/g)].map(([, name]) => name));
  expect([...names].sort()).toEqual(["environment", "level", "pattern", "service", "system"]);
}, 60_000);

it("a record matches a pattern by the message of its exception too", async () => {
  const matched = async (): Promise<number> =>
    sumOf(await counters(), "log_pattern_records_total", 'service="orders"', 'pattern="refused"');
  const before = await matched();
  const failed = { body: "request failed", severity: levelNumbers.error };
  const attributes = [{ "exception.message": "order n7 refused" }, { "exception.message": "no stock" }, { "exception.message": 7 }, {}];
  const records = attributes.map((own) => ({ ...failed, attributes: own }));
  expect(await sendRecords(from, { service: "orders" }, records)).toBe(200);
  expect((await matched()) - before).toBe(1);
}, 60_000);

it("samples of pushed metrics are counted for the service that pushed them, as Prometheus stores them", async () => {
  expect(await Promise.all(["orders", "orders", "web", "orders"].map((service) => sendMetrics(from, service)))).toEqual([
    200, 200, 200, 200,
  ]);
  const exposed = await counters();
  expect(
    exposed
      .split("\n")
      .filter((line) => line.startsWith("metric_samples"))
      .sort(),
  ).toEqual([
    'metric_samples_total{environment="local",service="orders",system="shop"} 39',
    'metric_samples_total{environment="local",service="web",system="shop"} 13',
  ]);
  expect(exposed).not.toContain("metric_samples_single");
}, 60_000);
