import { setTimeout as sleep } from "node:timers/promises";
import { otelcol } from "../../exporters/programs/otelcol";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { storeLogin } from "../support/pipeline/accounts";
import { lineLosses, lossesOf, note } from "../support/pipeline/losses";
import { startPipeline, type Pipeline, type PipelineOptions } from "../support/pipeline/pipeline";
import { load, pushLines, pushSpans, type Sent, type Span } from "../support/pipeline/push";
import { storedLines, sumOf } from "../support/pipeline/stored";
import { text, until } from "../support/until";

/**
 * Seconds for which a store is down or its disk is full. After the gateway is killed for the second time, it is down for a tenth of this
 * time. The default is short enough for CI; the soak run takes longer.
 */
const seconds = Number(process.env["GATEWAY_FAULT_SECONDS"] ?? "6");

const view = withLocalStores(viewOf("local"));
const cleanup = new Cleanup();
afterAll(() => cleanup.run(), 60_000);

let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view });
}, 1_800_000);

/** Sends lines while `during` runs, and for a second before and after it. */
async function underLoad(name: string, during: (on: Pipeline) => Promise<void>, on = pipeline): Promise<Sent> {
  let over = false;
  const sent = load({ otlp: on.otlp }, name, () => over);
  await sleep(1000);
  await during(on);
  await sleep(1000);
  over = true;
  return sent;
}

const own = async (metric: string, ...labels: string[]): Promise<number> => sumOf(await text(pipeline.metrics.gateway), metric, ...labels);
const none = { lost: 0, twice: 0 };
const timeout = 120_000 + seconds * 3000;

it(
  "a stopped store loses nothing: the gateway queues on disk, and sends when the store is back",
  async () => {
    const { acknowledged } = await underLoad("stopped", async () => {
      await pipeline.stopStores();
      await sleep(seconds * 1000);
      expect(await own("otelcol_exporter_queue_size", "otlp_http/logs")).toBeGreaterThan(0);
      await pipeline.startStores();
    });
    const losses = await lineLosses(pipeline.logs, { fault: "log store stopped", name: "stopped", acknowledged });
    expect(losses).toMatchObject({ lost: 0 });
    expect(losses.sent).toBeGreaterThan(100);
    expect(await pipeline.gateway.peakMiB()).toBeLessThan(otelcol.memoryMiB);
  },
  timeout,
);

it(
  "a log store whose disk is full refuses, and loses nothing once there is space again",
  async () => {
    const { acknowledged } = await underLoad("full", async () => {
      await pipeline.stopStores();
      // VictoriaLogs is read-only if its disk has less free space than this argument says. No test machine has 1000 TB.
      await pipeline.startStores(["-storage.minFreeDiskSpaceBytes=1000TB"]);
      await sleep(seconds * 1000);
      expect(sumOf(await text(pipeline.metrics.logs, storeLogin), "vl_storage_is_read_only")).toBe(1);
      expect(await own("otelcol_exporter_queue_size", "otlp_http/logs")).toBeGreaterThan(0);
      await pipeline.stopStores();
      await pipeline.startStores();
    });
    const losses = await lineLosses(pipeline.logs, { fault: "disk of the log store full", name: "full", acknowledged });
    expect(losses).toMatchObject({ lost: 0 });
  },
  timeout,
);

it(
  "a gateway killed under load loses no acknowledged line, whether the store runs or not",
  async () => {
    const { acknowledged, repeated } = await underLoad("killed", async ({ gateway }) => {
      await gateway.kill();
      await gateway.start();
      await sleep(1000);
      await pipeline.stopStores();
      await sleep(1000);
      await gateway.kill();
      await sleep(seconds * 100);
      await gateway.start();
      await pipeline.startStores();
    });
    expect(repeated).toBeGreaterThan(0);
    const losses = await lineLosses(pipeline.logs, { fault: "gateway killed twice", name: "killed", acknowledged });
    expect(losses).toMatchObject({ lost: 0 });
  },
  timeout,
);

it(
  "a full queue refuses lines, which the sender repeats, and loses nothing that it acknowledged",
  async () => {
    const small: PipelineOptions = {
      cleanup,
      view,
      traceStore: false,
      change: (config) => config.replace(/"queue_size":\d+/g, '"queue_size":200000').replace(/"min_size":\d+/g, '"min_size":1000'),
    };
    const tight = await startPipeline(small);
    const { acknowledged, repeated } = await underLoad(
      "bounded",
      async () => {
        await tight.stopStores();
        await until("refusals", async () =>
          sumOf(await text(tight.metrics.gateway), "otelcol_exporter_enqueue_failed_log_records") > 0 ? true : undefined,
        );
        await tight.startStores();
      },
      tight,
    );
    expect(repeated).toBeGreaterThan(0);
    const losses = await lineLosses(tight.logs, { fault: "queue full", name: "bounded", acknowledged });
    expect(losses).toMatchObject(none);
  },
  timeout,
);

/** Failed spans, so that sampling keeps them. */
const failedSpans = (name: string, count: number): Span[] =>
  Array.from({ length: count }, (_, index) => ({
    traceId: Buffer.from(`${name}-${index}`.padEnd(16, ".")).subarray(0, 16).toString("hex"),
    spanId: (index + 1).toString(16).padStart(16, "0"),
    name,
    failed: true,
  }));
const isStored = async (on: Pipeline, { traceId }: Span): Promise<boolean> =>
  (await fetch(`${on.traces}/api/traces/${traceId}`, storeLogin)).ok;
const storedOf = async (on: Pipeline, spans: readonly Span[]): Promise<string[]> => {
  const found = await Promise.all(spans.map((span) => isStored(on, span)));
  return spans.flatMap(({ traceId }, index) => (found[index] === true ? [traceId] : []));
};

it(
  "a killed gateway that samples loses no trace outside of the sampling wait",
  async () => {
    const sampled = { ...view, environment: { ...view.environment, traceSampling: 0.25 } };
    const on = await startPipeline({ cleanup, view: sampled });
    const [decided, waiting, later] = ["decided", "waiting", "later"].map((name) => failedSpans(name, 50)) as [Span[], Span[], Span[]];
    expect(await pushSpans(on, decided)).toBe(200);
    await until("a decision on each trace", async () => {
      const exposed = await text(on.metrics.gateway);
      const kept = sumOf(exposed, "otelcol_processor_tail_sampling_global_count_traces_sampled", 'sampled="true"');
      return kept >= decided.length ? true : undefined;
    });
    expect(await pushSpans(on, waiting)).toBe(200);
    await on.gateway.kill();
    await on.gateway.start();
    expect(await pushSpans(on, later)).toBe(200);
    await until("the later traces", async () => ((await storedOf(on, later)).length === later.length ? true : undefined));
    const ids = (spans: readonly Span[]): string[] => spans.map(({ traceId }) => traceId);
    const outside = [...decided, ...later];
    expect(lossesOf("", ids(outside), await storedOf(on, outside))).toMatchObject({ lost: 0 });
    note(lossesOf("gateway killed while traces wait for the sampling decision", ids(waiting), await storedOf(on, waiting)));
  },
  timeout,
);

it(
  "two gateways in front of the same stores lose and double no line, and each counts its own spans",
  async () => {
    const second = await pipeline.anotherGateway();
    const gateways = [pipeline.gateway, second];
    const lines = Array.from({ length: 200 }, (_, index) => `shared ${index}`);
    const statuses = await Promise.all(lines.map((body, index) => pushLines({ otlp: gateways[index % 2]?.otlp ?? "" }, [{ body }])));
    expect(statuses.filter((status) => status !== 200)).toEqual([]);
    expect(await lineLosses(pipeline.logs, { fault: "two gateways", name: "shared", acknowledged: lines })).toMatchObject(none);
    const spans = failedSpans("shared", 20);
    for (const [index, span] of spans.entries())
      expect(await pushSpans({ otlp: gateways[index % 2]?.otlp ?? "", resource: { "service.name": "tardy" } }, [span])).toBe(200);
    await until("the traces", async () => ((await storedOf(pipeline, spans)).length === spans.length ? true : undefined));
    const counts = await until("span metrics of both", async () => {
      const exposed = await Promise.all(gateways.map(({ metrics }) => text(metrics.derived)));
      const calls = exposed.map((page) => sumOf(page, "traces_spanmetrics_calls_total", 'service="tardy"'));
      return calls.reduce((total, one) => total + one, 0) === spans.length ? calls : undefined;
    });
    expect(counts).toEqual([spans.length / 2, spans.length / 2]);
    expect((await storedLines(pipeline.logs, '_time:1d "shared"')).length).toBe(lines.length);
  },
  timeout,
);
