import { symlinkSync } from "node:fs";
import path from "node:path";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { start } from "../exporters/contracts/recorder/harness/process";
import { startRedis } from "../exporters/contracts/recorder/harness/redis";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { docBlock } from "../support/doc-blocks";
import { documentedHeader } from "../support/documented-header";
import { freePort, loopback } from "../support/free-port";
import { senderSystem, storeLogin, tokenOf } from "../support/pipeline/accounts";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { storedLines } from "../support/pipeline/stored";
import { text, until } from "../support/until";

const services = ["web", "orders", "worker", "billing"] as const;
const cleanup = new Cleanup();
let pipeline: Pipeline;
let web: string;

interface JaegerSpan {
  readonly spanID: string;
  readonly operationName: string;
  readonly processID: string;
  readonly references: readonly { readonly spanID: string }[];
}
interface JaegerTrace {
  readonly spans: readonly JaegerSpan[];
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
}

beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")) });
  const redis = await startRedis({ cleanup }, []);
  const folder = await folderOf(cleanup, { "telemetry.cjs": docBlock("docs/instrument-a-service.md", "// telemetry.cjs") });
  symlinkSync(path.resolve(__dirname, "../../node_modules"), path.join(folder, "node_modules"));
  const ports = new Map<string, number>();
  for (const service of services) ports.set(service, await freePort());
  const calls: Readonly<Record<string, string>> = { web: "orders", worker: "billing" };
  for (const service of [...services].reverse()) {
    const port = String(ports.get(service));
    const next = String(ports.get(calls[service] ?? "") ?? 0);
    const program = path.join(__dirname, "one-request/program.cjs");
    await start(
      cleanup,
      service,
      process.execPath,
      ["--require", path.join(folder, "telemetry.cjs"), program, service, port, next, String(redis)],
      {
        ready: `http://${loopback}:${port}/ready`,
        env: {
          OTEL_SERVICE_NAME: service,
          OTEL_RESOURCE_ATTRIBUTES: `service.namespace=${senderSystem}`,
          OTEL_EXPORTER_OTLP_ENDPOINT: pipeline.otlp,
          OTEL_EXPORTER_OTLP_HEADERS: documentedHeader(tokenOf(senderSystem)),
          OTEL_SEMCONV_STABILITY_OPT_IN: "http",
        },
      },
    );
  }
  web = `http://${loopback}:${String(ports.get("web"))}`;
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

it("one request is followed across four programs: over HTTP, through a queue, in logs, metrics and the service graph", async () => {
  const traceId = await text(`${web}/orders`);
  expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  const found = await until("spans of all programs", async () => {
    const answer = await text(`${pipeline.traces}/api/traces/${traceId}`, storeLogin);
    const [whole] = (JSON.parse(answer) as { data: JaegerTrace[] | null }).data ?? [];
    const seen = new Set(whole?.spans.map(({ processID }) => whole.processes[processID]?.serviceName));
    return whole !== undefined && seen.size === services.length && whole.spans.length >= 7 ? whole : undefined;
  });
  // Only the span of the request to `web` has no parent.
  const byId = new Map(found.spans.map((span) => [span.spanID, span]));
  const roots = found.spans.filter(({ references }) => references.every(({ spanID }) => !byId.has(spanID)));
  expect(roots.map(({ processID }) => found.processes[processID]?.serviceName)).toEqual(["web"]);

  const lines = await until("lines of all programs", async () => {
    const all = await storedLines(pipeline.logs, `_time:1h trace_id:="${traceId}"`);
    return all.length >= services.length ? all : undefined;
  });
  expect([...new Set(lines.map((line) => line["service"]))].sort()).toEqual([...services].sort());

  const exemplars = new Set<string>();
  await until("exemplars and edges", async () => {
    const exposed = await text(pipeline.metrics.derived, { headers: { accept: "application/openmetrics-text" } });
    for (const line of exposed.split("\n"))
      if (line.startsWith("traces_spanmetrics_duration_seconds_bucket") && line.includes(`trace_id="${traceId}"`))
        exemplars.add(/service="([^"]+)"/.exec(line)?.[1] ?? "");
    const edge = (client: string, server: string): boolean =>
      exposed
        .split("\n")
        .some(
          (line) =>
            line.startsWith("traces_service_graph_request_total") &&
            line.includes(`client="${client}"`) &&
            line.includes(`server="${server}"`),
        );
    return exemplars.size > 0 && edge("web", "orders") && edge("orders", "worker") && edge("worker", "billing") ? true : undefined;
  });
}, 120_000);
