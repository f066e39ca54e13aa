import { viewOf, withLocalStores } from "../../../../fixtures/catalogue";
import { pushLines } from "../../../../support/pipeline/push";
import { send } from "../../../../support/pipeline/send";
import { startPipeline, type Pipeline } from "../../../../support/pipeline/pipeline";
import { readExposition } from "../exposition";
import type { Harness, Recorded } from "./context";
import { text, until } from "../../../../support/until";

const accept = { headers: { accept: "application/openmetrics-text;version=1.0.0,text/plain;q=0.5" } };

/** A queue size in bytes that is too small for any batch, so that the queue is full at once. */
const tinyQueue = 64;

async function put(pipeline: Pipeline, recorded: Recorded, from: string): Promise<void> {
  const read = async (url: string) => readExposition(await text(url, accept));
  recorded.put("otelcol", await read(pipeline.metrics.gateway), from);
  recorded.put("otelcol-derived", await read(pipeline.metrics.derived), from);
  recorded.put("otelcol-derived", await read(pipeline.metrics.logCounters), from);
  recorded.put("victoria-logs", await read(pipeline.metrics.logs), from);
  recorded.put("jaeger", await read(pipeline.metrics.traces), from);
}

/** Sends input that VictoriaLogs rejects: OTLP as JSON, and a log line older than the retention. */
async function refusedLines(logs: string): Promise<void> {
  const json = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  await fetch(`${logs}/insert/opentelemetry/v1/logs`, json).then((answer) => answer.text());
  const line = JSON.stringify({ _msg: "too old", _time: "2001-01-01T00:00:00Z", service: "harness" });
  await fetch(`${logs}/insert/jsonline?_stream_fields=service`, { method: "POST", body: line }).then((answer) => answer.text());
}

/** Records the gateway and both stores while they work, and the gateway while its queue is full. */
export async function recordPipeline({ cleanup }: Harness, recorded: Recorded): Promise<void> {
  const view = withLocalStores(viewOf("local"));
  const pipeline = await startPipeline({ cleanup, view });
  const [id = ""] = await send("request", pipeline.otlp);
  await send("many", pipeline.otlp);
  await send("late", pipeline.otlp);
  await pushLines({ otlp: pipeline.otlp }, [{ body: "password=opensesame" }]);
  await refusedLines(pipeline.logs);
  await until("the trace", async () => (await fetch(`${pipeline.traces}/api/traces/${id}`)).ok || undefined);
  await until("an edge and span metrics", async () => {
    const found = await text(pipeline.metrics.derived);
    return found.includes("traces_service_graph_request_failed_total") && found.includes('late="true"') ? true : undefined;
  });
  await put(pipeline, recorded, "a gateway that delivers");

  const full = await startPipeline({
    cleanup,
    view,
    change: (config) => config.replace(/"queue_size":\d+/g, `"queue_size":${tinyQueue}`),
  });
  await send("many", full.otlp).catch(() => undefined);
  await until("a full queue", async () => ((await text(full.metrics.gateway)).includes("enqueue_failed") ? true : undefined));
  recorded.put("otelcol", readExposition(await text(full.metrics.gateway, accept)), "a gateway whose queue is full");
}
