import { viewOf, withLocalStores } from "../fixtures/catalogue";
import { Cleanup } from "../exporters/contracts/recorder/harness/cleanup";
import { storeLogin } from "../support/pipeline/accounts";
import { text, until } from "../support/until";
import { startPipeline, type Pipeline } from "../support/pipeline/pipeline";
import { send } from "../support/pipeline/send";
import { storedLines, type StoredLine } from "../support/pipeline/stored";

const cleanup = new Cleanup();
let pipeline: Pipeline;

beforeAll(async () => {
  pipeline = await startPipeline({ cleanup, view: withLocalStores(viewOf("local")) });
}, 1_800_000);
afterAll(() => cleanup.run(), 60_000);

const lines = (query: string): Promise<StoredLine[]> => storedLines(pipeline.logs, query);

interface Trace {
  readonly spans: readonly { readonly operationName: string }[];
}
const traceOf = async (id: string): Promise<Trace | undefined> =>
  (JSON.parse(await text(`${pipeline.traces}/api/traces/${id}`, storeLogin)) as { data: Trace[] | null }).data?.[0];

const derived = (): Promise<string> => text(pipeline.metrics.derived, { headers: { accept: "application/openmetrics-text" } });

it("the gateway stores a request's log line and trace, and derives span metrics and a service graph edge from the trace", async () => {
  const [traceId = ""] = await send("request", pipeline.otlp);
  const [line] = await until("the line", async () => {
    const found = await lines(`_time:1h trace_id:="${traceId}"`);
    return found.length > 0 ? found : undefined;
  });
  expect(line).toMatchObject({
    _msg: "order refused",
    _stream: '{environment="local",service="orders",system="shop"}',
    environment: "local",
    level: "error",
    service: "orders",
    system: "shop",
    tenant: "acme",
    "deployment.environment.name": "local",
  });

  const trace = await until("the whole trace", async () => {
    const found = await traceOf(traceId).catch(() => undefined);
    return found?.spans.length === 3 ? found : undefined;
  });
  expect(trace.spans.map(({ operationName }) => operationName).sort()).toEqual(["GET /orders", "GET /orders", "select"]);

  // A new span metric starts at 0, so that Prometheus sees the first call as an increase. The request's bucket has the exemplar with the
  // trace ID only until the gateway's next flush. The flush may come before the metric is 1, so every attempt looks for the exemplar.
  const exemplar = new RegExp(`^traces_spanmetrics_duration_seconds_bucket.*trace_id="${traceId}"`, "m");
  let pointed = false;
  const exposed = await until("the series", async () => {
    const found = await derived();
    pointed ||= exemplar.test(found);
    const counted = /^traces_spanmetrics_calls_total\{.*service="orders".*\} 1(\.0)?( |$)/m.test(found);
    return counted && found.includes("traces_service_graph_request_total") ? found : undefined;
  });
  expect(pointed).toBe(true);
  const sample = (start: string, ...parts: string[]) =>
    exposed.split("\n").find((one) => one.startsWith(`${start}{`) && parts.every((part) => one.includes(part)));
  expect(sample("traces_service_graph_request_total", 'client="web"', 'server="orders"', 'failed="true"', 'environment="local"')).toMatch(
    /\} 1(\.0)?( |$)/,
  );
  expect(sample("traces_service_graph_request_failed_total", 'client="web"', 'server="orders"')).toMatch(/\} 1(\.0)?( |$)/);
  expect(sample("traces_service_graph_request_total", 'client="orders"', 'server="shop"', 'connection_type="database"')).toBeDefined();
  expect(
    sample("traces_spanmetrics_calls_total", 'service="orders"', 'system="shop"', 'span_kind="SPAN_KIND_SERVER"', "STATUS_CODE_ERROR"),
  ).toMatch(/\} 1(\.0)?( |$)/);
  // No label of a series identifies the process, the gateway or the instrumentation scope.
  expect(exposed).not.toMatch(/service_instance_id|collector_instance_id|otel_scope/);
}, 120_000);

it("the gateway overrides stream fields that a sender sets in the resource, the log record or the body", async () => {
  await send("hostile", pipeline.otlp);
  const found = await until("both lines", async () => {
    const all = await lines('_time:1h {service="hostile"}');
    return all.length === 2 ? all : undefined;
  });
  expect(found.map(({ _msg }) => _msg).sort()).toEqual(["in the body", "on the record"]);
  for (const line of found) expect(line).toMatchObject({ environment: "local", service: "hostile", system: "shop" });
  expect(found.find(({ _msg }) => _msg === "in the body")).toMatchObject({ kept: "yes", level: "info" });
}, 60_000);

it("the gateway loses no logs and no traces while both stores are down", async () => {
  await pipeline.stopStores();
  const ids = await send("many", pipeline.otlp);
  await until("a queue on the disk", async () => {
    const sizes = [
      ...(await text(pipeline.metrics.gateway)).matchAll(
        /^otelcol_exporter_queue_size\{.*exporter="otlp_(?:http\/logs|grpc\/traces)".*\} (\S+)$/gm,
      ),
    ].map(([, size]) => Number(size));
    return sizes.length === 2 && sizes.every((size) => size > 0) ? sizes : undefined;
  });
  await pipeline.startStores();
  const kept = await until(
    "all lines",
    async () => {
      const all = await lines('_time:1h {service="patient"}');
      return all.length >= 50 ? all : undefined;
    },
    60,
  );
  expect(new Set(kept.map(({ trace_id: id }) => id))).toEqual(new Set(ids));
  expect(kept).toHaveLength(50);
  await until(
    "all traces",
    async () => {
      const found = await Promise.all(ids.map((id) => traceOf(id).catch(() => undefined)));
      return found.every((trace) => trace !== undefined) ? true : undefined;
    },
    60,
  );
}, 180_000);

it("the gateway counts late spans too, and marks them, but not a span that only claims to be late", async () => {
  await send("late", pipeline.otlp);
  const counts = await until("all five spans", async () => {
    const exposed = await derived();
    const count = (late: boolean): number => {
      const found = exposed
        .split("\n")
        .find(
          (one) => one.startsWith("traces_spanmetrics_calls_total{") && one.includes('service="tardy"') && one.includes("late=") === late,
        );
      return Number(
        found
          ?.slice(found.lastIndexOf("}") + 1)
          .trim()
          .split(" ")[0] ?? 0,
      );
    };
    return count(true) + count(false) === 5 ? { late: count(true), other: count(false) } : undefined;
  });
  expect(counts).toEqual({ late: 3, other: 2 });
  expect(await derived()).toContain('late="true"');
}, 120_000);
