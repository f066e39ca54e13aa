import { randomBytes } from "node:crypto";
import { withCleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { viewOf, withLocalStores } from "../../fixtures/catalogue";
import { sendSpans, type SentSpan } from "../../support/pipeline/otlp";
import { startPipeline } from "../../support/pipeline/pipeline";
import { text, until } from "../../support/until";
import { cpuSeconds, peakMiB } from "../process-use";
import { sendAll } from "../send-all";
import { fixed, type Measured, type Section } from "../section";

const tracesPerRequest = 100;
const spansPerTrace = 5;
const requests = 100;
const connections = 4;
const spans = requests * tracesPerRequest * spansPerTrace;
/** `traceSampling` of the environment `production` in the example catalogue. */
const share = 0.2;

function traces(): SentSpan[] {
  return Array.from({ length: tracesPerRequest }, () => randomBytes(16).toString("hex")).flatMap((traceId) =>
    Array.from({ length: spansPerTrace }, (_, index) => ({
      traceId,
      spanId: randomBytes(8).toString("hex"),
      name: index === 0 ? "GET /orders/:id" : `SELECT table ${index}`,
      attributes: { "http.request.method": "GET", "http.response.status_code": 200, "server.address": "orders" },
    })),
  );
}

interface Use {
  /** Spans per second of CPU time. */
  readonly rate: number;
  readonly peak: number;
}

/** Sends the spans to a gateway that keeps this share of the traces, and waits until the gateway has exported the kept traces. */
const use = (traceSampling: number): Promise<Use> =>
  withCleanup(async (cleanup) => {
    const local = withLocalStores(viewOf("local"));
    const pipeline = await startPipeline({ cleanup, view: { ...local, environment: { ...local.environment, traceSampling } } });
    const pid = pipeline.gateway.pid();
    const before = await cpuSeconds(pid);
    await sendAll(requests, connections, () => sendSpans({ otlp: pipeline.otlp }, { service: "orders" }, traces()));
    const expected = spans * traceSampling;
    await until(
      "the sampled spans in the store",
      async () => {
        const exposed = await text(pipeline.metrics.gateway);
        const sent = [...exposed.matchAll(/^otelcol_exporter_sent_spans\{[^}]*\} (\S+)/gm)];
        const total = sent.reduce((sum, [, value]) => sum + Number(value), 0);
        // A sampled share varies by chance. Five standard deviations of the number of kept traces are less than 3 % here.
        return total >= expected * (traceSampling === 1 ? 1 : 0.95) ? total : undefined;
      },
      120,
    );
    return { rate: spans / ((await cpuSeconds(pid)) - before), peak: await peakMiB(pid) };
  });

async function run(): Promise<Measured> {
  const [all, sampled] = [await use(1), await use(share)];
  const row = (name: string, { rate, peak }: Use): string[] => [name, fixed(rate, 0), fixed(1e6 / rate, 0), fixed(peak, 0)];
  return {
    head: ["gateway", "spans per second and core", "CPU per span, µs", "highest memory, MiB"],
    rows: [row("keeps every trace", all), row(`keeps ${share * 100} % of the traces`, sampled)],
    notes: [
      `${spans} spans in traces of ${spansPerTrace} are sent over ${connections} connections, as JSON over HTTP, without a pause. The gateway that samples needs ${fixed(all.rate / sampled.rate, 2)} times the CPU time and ${fixed(sampled.peak / all.peak, 2)} times the memory of the other gateway.`,
    ],
  };
}

/** What tail sampling costs the gateway. */
export const sampling: Section = {
  name: "sampling",
  title: "Sampling of traces",
  about:
    "A gateway that samples holds each trace in memory for 10 s before it decides whether to keep the trace. It exports only the spans of kept traces. Both gateways generate span metrics from all spans, mask secrets, and export to Jaeger.",
  run,
};
