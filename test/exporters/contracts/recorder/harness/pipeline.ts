import { randomBytes } from "node:crypto";
import { traceDiskFree } from "../../../../../alert-rules/packs/stack/series-detail";
import { browserEvents, webVitals } from "../../../../../exporters/pipeline/browser-events";
import { browserAccount } from "../../../../../exporters/pipeline/browsers";
import { viewOf, withLocalStores } from "../../../../fixtures/catalogue";
import { sendMetrics } from "../../../../support/pipeline/metrics";
import { pushLines, pushSpans } from "../../../../support/pipeline/push";
import { authorization, senderSystem, storeLogin } from "../../../../support/pipeline/accounts";
import { browserToken, outsideSecret, outsideService, outsideSystem, outsideView } from "../../../../support/pipeline/outside";
import { grpcLines, linesRequest } from "../../../../support/pipeline/raw";
import { send } from "../../../../support/pipeline/send";
import { startPipeline, type Pipeline } from "../../../../support/pipeline/pipeline";
import { readExposition } from "../exposition";
import type { Harness, Recorded } from "./context";
import { recordGatewayTrouble } from "./gateway-trouble";
import { text, until } from "../../../../support/until";

const accept = { headers: { ...storeLogin.headers, accept: "application/openmetrics-text;version=1.0.0,text/plain;q=0.5" } };

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
  const json = { method: "POST", headers: { ...storeLogin.headers, "content-type": "application/json" }, body: "{}" };
  await fetch(`${logs}/insert/opentelemetry/v1/logs`, json).then((answer) => answer.text());
  const line = JSON.stringify({ _msg: "too old", _time: "2001-01-01T00:00:00Z", service: "harness" });
  await fetch(`${logs}/insert/jsonline?_stream_fields=service`, { method: "POST", body: line, ...storeLogin }).then((answer) =>
    answer.text(),
  );
}

/** Sends requests with a wrong token (over HTTP and gRPC), a log line that names another system, and data of an unlisted service. */
async function suspectLines({ otlp, gateway }: Pipeline): Promise<void> {
  const wrong = authorization(senderSystem, "wrong");
  await pushLines({ otlp, authorization: wrong }, [{ body: "refused" }]);
  await grpcLines(gateway.grpc, linesRequest("patient", Buffer.from("refused")), wrong);
  await pushLines({ otlp, resource: { "service.namespace": "elsewhere" } }, [{ body: "claims another system" }]);
  const unlisted = { otlp, resource: { "service.name": "elsewhere" } };
  await pushLines(unlisted, [{ body: "is not in the catalogue" }]);
  await pushSpans(unlisted, [{ traceId: randomBytes(16).toString("hex"), spanId: randomBytes(8).toString("hex"), name: "work" }]);
}

/** Records the metrics that a gateway derives from the events of browsers. */
async function recordBrowsers({ cleanup }: Harness, recorded: Recorded): Promise<void> {
  const pipeline = await startPipeline({ cleanup, view: outsideView([]), secret: outsideSecret, traceStore: false });
  const account = authorization(browserAccount(outsideSystem), browserToken);
  const attributes = (values: Readonly<Record<string, string | number>>) =>
    Object.entries(values).map(([key, value]) => ({
      key,
      value: typeof value === "number" ? { doubleValue: value } : { stringValue: value },
    }));
  const logRecords = [
    ...Object.keys(webVitals).map((name) => ({ eventName: browserEvents.vital, attributes: attributes({ name, value: 0.125 }) })),
    { eventName: browserEvents.session },
    ...[browserEvents.view, browserEvents.error].map((eventName, failed) => ({ eventName, attributes: attributes({ failed }) })),
    { eventName: browserEvents.active, attributes: attributes({ seconds: 60 }) },
  ];
  const resource = { attributes: attributes({ "service.name": outsideService }) };
  const answer = await fetch(`${pipeline.otlp}/v1/logs`, {
    method: "POST",
    headers: { authorization: account, "content-type": "application/json" },
    body: JSON.stringify({ resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] }),
  });
  if (!answer.ok) throw new Error(`the gateway answered ${answer.status}: ${await answer.text()}`);
  const names = [
    ...Object.keys(webVitals).map((name) => `browser_web_vital_${name}`),
    "browser_errors",
    "browser_sessions",
    "browser_page_views",
    "browser_page_views_failed",
    "browser_active_seconds",
  ];
  await until("metrics of browsers", async () => {
    const found = await text(pipeline.metrics.logCounters);
    return names.every((name) => found.includes(`\n${name}`)) ? true : undefined;
  });
  recorded.put("otelcol-derived", readExposition(await text(pipeline.metrics.logCounters, accept)), "a gateway with events of browsers");
}

/**
 * Records the metrics of the gateway, VictoriaLogs and Jaeger while they work, then those that a gateway derives from the events of
 * browsers, and then those of gateways with faults.
 */
export async function recordPipeline(harness: Harness, recorded: Recorded): Promise<void> {
  const { cleanup } = harness;
  const view = withLocalStores(viewOf("local"));
  const pipeline = await startPipeline({ cleanup, view });
  const [id = ""] = await send("request", pipeline.otlp);
  await send("many", pipeline.otlp);
  await send("late", pipeline.otlp);
  await pushLines({ otlp: pipeline.otlp }, [{ body: "password=opensesame" }]);
  await sendMetrics({ otlp: pipeline.otlp }, "patient");
  await suspectLines(pipeline);
  await refusedLines(pipeline.logs);
  await until("the trace", async () => (await fetch(`${pipeline.traces}/api/traces/${id}`, storeLogin)).ok || undefined);
  await until("an edge and span metrics", async () => {
    const found = await text(pipeline.metrics.derived);
    const parts = ["traces_service_graph_request_failed_total", 'late="true"', 'unlisted="true"'];
    return parts.every((part) => found.includes(part)) ? true : undefined;
  });
  // Jaeger reports its free disk space only after a minute.
  await until(
    "the disk of Jaeger",
    async () => (await text(pipeline.metrics.traces)).includes(`\n${traceDiskFree.text}{`) || undefined,
    90,
  );
  await put(pipeline, recorded, "a gateway that delivers");
  await recordBrowsers(harness, recorded);
  await recordGatewayTrouble(harness, recorded, view);
}
