import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { prometheusConfig } from "../../exporters/scrape/scrape";
import { query } from "../../stacks/local/prometheus";
import { ensureTools } from "../../stacks/supply/ensure";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { folderOf } from "../exporters/contracts/recorder/harness/context";
import { python } from "../exporters/contracts/recorder/harness/python";
import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { docBlock } from "../support/doc-blocks";
import { documentedHeader } from "../support/documented-header";
import { senderSystem, storeLogin, tokenOf } from "../support/pipeline/accounts";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { storedLines } from "../support/pipeline/stored";
import { startPrometheus } from "../support/prometheus-process";
import { text, until } from "../support/until";

const cleanup = new Cleanup();
let pipeline: Pipeline;
let prometheus: string;
let interpreter: string;

beforeAll(async () => {
  interpreter = await python(() => undefined, path.join(__dirname, "python-sdk/requirements.txt"));
  const view = withLocalStores(viewOf("local"));
  pipeline = await startPipeline({ cleanup, view });
  const { prometheus: tool } = await ensureTools(["prometheus"]);
  const folder = await folderOf(cleanup, {});
  mkdirSync(path.join(folder, "data"));
  const { otlp, storage } = prometheusConfig(view) as { readonly otlp: object; readonly storage: object };
  const port = Number(new URL(pipeline.prometheus).port);
  const { url, end } = await startPrometheus(path.join(tool, "prometheus"), folder, port, { otlp, storage }, [
    "--web.enable-otlp-receiver",
  ]);
  cleanup.add(end);
  prometheus = url;
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

it("a Python program with the documented module sends traces, log records of its trace, and metrics, under its names", async () => {
  const folder = await folderOf(cleanup, { "telemetry.py": docBlock("docs/instrument-a-service.md", "# telemetry.py") });
  const { stdout } = await promisify(execFile)(interpreter, [path.join(__dirname, "python-sdk/program.py")], {
    env: {
      PATH: process.env["PATH"],
      PYTHONPATH: folder,
      OTEL_SERVICE_NAME: "orders",
      OTEL_RESOURCE_ATTRIBUTES: `service.namespace=${senderSystem}`,
      OTEL_EXPORTER_OTLP_ENDPOINT: pipeline.otlp,
      OTEL_EXPORTER_OTLP_HEADERS: documentedHeader(tokenOf(senderSystem)),
    },
  });
  const traceId = stdout.trim();
  const [line] = await until("the line", async () => {
    const found = await storedLines(pipeline.logs, `_time:1h trace_id:="${traceId}"`);
    return found.length > 0 ? found : undefined;
  });
  expect(line).toMatchObject({ _msg: "order refused by python", level: "error", service: "orders", system: senderSystem, tenant: "acme" });
  await until("the trace", async () => ((await fetch(`${pipeline.traces}/api/traces/${traceId}`, storeLogin)).ok ? true : undefined));
  const [refused] = await until("the metric", async () => {
    const found = await query(
      prometheus,
      `orders_refused_total{service="orders",system="${senderSystem}",instrumentation="opentelemetry"}`,
    );
    return found !== undefined && found.length > 0 ? found : undefined;
  });
  expect(refused?.value).toBe(3);
  expect(await text(`${pipeline.traces}/api/services`, storeLogin)).toContain('"orders"');
}, 120_000);
