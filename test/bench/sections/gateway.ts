import { withCleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../../fixtures/catalogue";
import { sendRecords, type LogRecord } from "../../support/pipeline/otlp";
import { startPipeline } from "../../support/pipeline/pipeline";
import { cpuSeconds } from "../process-use";
import { sendAll } from "../send-all";
import { fixed, median, type Measured, type Section } from "../section";

const batch = 512;
const requests = 100;
const connections = 4;
const rounds = 3;

/** The log record with this index: a line of an access log, a line of a JSON log, or a message of a cache. No record contains a secret. */
const record = (index: number): LogRecord => {
  const id = `6f1c2e34-9a3b-4c55-8f10-${String(index).padStart(12, "0")}`;
  if (index % 3 === 0)
    return {
      body: `GET /api/v1/orders/${index}?page=2&size=50 200 in ${index % 90}ms for tenant acme`,
      attributes: {
        request_id: id,
        tenant: "acme",
        "http.request.method": "GET",
        "http.response.status_code": 200,
        "url.path": "/api/v1/orders",
      },
    };
  if (index % 3 === 1)
    return {
      body: JSON.stringify({
        level: "info",
        time: 1764449471123,
        pid: 1,
        msg: "order created",
        orderId: "20261129000123",
        durationMs: 12.5,
      }),
      attributes: { "log.iostream": "stdout" },
    };
  return {
    body: "cache refreshed for key products:list in 4ms",
    attributes: { request_id: id, "user.id": "u-12345", "code.function": "refresh" },
  };
};
const records = Array.from({ length: batch }, (_, index) => record(index));

type Pipelines = Record<string, { processors?: string[]; exporters: string[] }>;
interface Configuration {
  service: { pipelines: Pipelines };
}

/**
 * Returns the configuration with `names` removed from the processors and exporters of the pipeline for logs. Without the connector
 * `signal_to_metrics/logs`, the pipeline `metrics/logs` is removed too.
 */
function without(config: string, names: readonly string[]): string {
  const parsed = JSON.parse(config) as Configuration;
  const { logs, ...others } = parsed.service.pipelines;
  if (logs === undefined) throw new Error("The gateway has no pipeline for logs.");
  const kept = (all: readonly string[]): string[] => all.filter((name) => !names.includes(name));
  const pipelines = { ...others, logs: { ...logs, processors: kept(logs.processors ?? []), exporters: kept(logs.exporters) } };
  if (names.includes("signal_to_metrics/logs")) delete (pipelines as Pipelines)["metrics/logs"];
  return JSON.stringify({ ...parsed, service: { ...parsed.service, pipelines } });
}

/** Records per second of CPU time, for each round. */
const rates = (names: readonly string[]): Promise<number[]> =>
  withCleanup(async (cleanup) => {
    const view = withLocalStores(viewOf("local"));
    const pipeline = await startPipeline({ cleanup, view, traceStore: false, change: (config) => without(config, names) });
    const found: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const before = await cpuSeconds(pipeline.gateway.pid());
      await sendAll(requests, connections, () => sendRecords({ otlp: pipeline.otlp }, { service: "orders" }, records));
      found.push((batch * requests) / ((await cpuSeconds(pipeline.gateway.pid())) - before));
    }
    return found;
  });

const variants = {
  "without masking, without counters": ["transform/redact", "signal_to_metrics/logs"],
  "without masking": ["transform/redact"],
  complete: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

async function run(): Promise<Measured> {
  const rows: string[][] = [];
  for (const [name, names] of Object.entries(variants)) {
    const rate = median(await rates(names));
    rows.push([name, fixed(rate, 0), fixed(1e6 / rate, 0)]);
  }
  return {
    head: ["gateway", "log records per second and core", "CPU per record, µs"],
    rows,
    notes: [
      `In each of ${rounds} rounds, ${requests} requests of ${batch} records are sent over ${connections} connections, as JSON over HTTP.`,
    ],
  };
}

/** How many log records the gateway accepts, masks, counts and queues for each second of CPU time. */
export const gateway: Section = {
  name: "gateway",
  title: "Log records through the gateway",
  about: `The gateway receives access-log lines, JSON lines and short texts with up to five attributes. None of them contains a secret. Each value is the median of ${rounds} rounds.`,
  run,
};
