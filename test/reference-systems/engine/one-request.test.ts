import { randomBytes } from "node:crypto";
import path from "node:path";
import { catalogue } from "../../../exporters/model/user-catalogue";
import type { View } from "../../../exporters/model/catalogue";
import { Cleanup } from "../../exporters/contracts/recorder/harness/cleanup";
import { start } from "../../exporters/contracts/recorder/harness/process";
import { withLocalStores } from "../../fixtures/catalogue";
import { documentedHeader } from "../../support/documented-header";
import { freePort, loopback } from "../../support/free-port";
import { storeLogin, tokenOf } from "../../support/pipeline/accounts";
import { startPipeline, type Pipeline } from "../../support/pipeline/pipeline";
import { storedLines, sumOf } from "../../support/pipeline/stored";
import { text, until } from "../../support/until";
import { eight } from "../evidence";

const system = "eight-services";

/** The services that each service calls for a user's request. The request starts at the frontend. */
const calls: Readonly<Record<string, readonly string[]>> = {
  frontend: ["api-gateway"],
  "api-gateway": ["mcp-server", "platform"],
  "mcp-server": ["llm-orchestrator", "airtable-gateway"],
  platform: ["saga-orchestrator"],
  "saga-orchestrator": ["automation"],
};
const edges = Object.entries(calls).flatMap(([client, servers]) => servers.map((server) => [client, server] as const));

const cleanup = new Cleanup();
let pipeline: Pipeline;
afterAll(() => cleanup.run(), 60_000);

beforeAll(async () => {
  const production = withLocalStores(catalogue().view("production"));
  const view: View = { ...production, environment: { ...production.environment, destinations: [], traceSampling: 1 } };
  pipeline = await startPipeline({ cleanup, view });
}, 1_800_000);

/** Starts the eight services, and returns the URL of the frontend. The services in `mute` neither read nor send `traceparent`. */
async function startServices(mute: readonly string[] = []): Promise<string> {
  const ports = new Map(await Promise.all(eight.map(async (name) => [name, await freePort()] as const)));
  const url = (name: string): string => `http://${loopback}:${String(ports.get(name))}`;
  const tsx = path.resolve(__dirname, "../../../node_modules/.bin/tsx");
  await Promise.all(
    eight.map((name) =>
      start(cleanup, name, tsx, [path.join(__dirname, "eight/service.ts")], {
        ready: `${url(name)}/health`,
        env: {
          OTEL_SERVICE_NAME: name,
          OTEL_EXPORTER_OTLP_ENDPOINT: pipeline.otlp,
          OTEL_EXPORTER_OTLP_HEADERS: documentedHeader(tokenOf(system), system),
          PORT: String(ports.get(name)),
          CALLS: (calls[name] ?? []).map(url).join(" "),
          PROPAGATES: mute.includes(name) ? "no" : "yes",
        },
      }),
    ),
  );
  return url("frontend");
}

interface Span {
  readonly spanID: string;
  readonly processID: string;
  readonly operationName: string;
  readonly references: readonly { readonly spanID: string }[];
}
interface Trace {
  readonly spans: readonly Span[];
  readonly processes: Readonly<Record<string, { readonly serviceName: string }>>;
}

const servicesOf = ({ spans, processes }: Trace): string[] =>
  [...new Set(spans.map(({ processID }) => processes[processID]?.serviceName ?? ""))].sort();

/** Sends a request with an ID, and returns the log lines of the eight services with this ID. */
async function request(url: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const id = randomBytes(8).toString("hex");
  const answer = await fetch(`${url}/work`, { headers: { "x-request-id": id } });
  expect(answer.status).toBe(200);
  return until("a line of each service", async () => {
    const lines = await storedLines(pipeline.logs, `_time:1h request_id:="${id}"`);
    return lines.length === eight.length ? lines : undefined;
  });
}

/** Waits until the trace has spans of this number of services. */
const traceOf = (id: string, services: number): Promise<Trace> =>
  until("the trace", async () => {
    const answer = await fetch(`${pipeline.traces}/api/traces/${id}`, storeLogin);
    const [trace] = answer.ok ? ((await answer.json()) as { data: Trace[] }).data : [];
    return trace !== undefined && servicesOf(trace).length === services ? trace : undefined;
  });

it("one request is one trace through all eight services, found by its request ID, with every call in the service graph", async () => {
  const lines = await request(await startServices());
  expect(lines.map(({ service }) => service).sort()).toEqual([...eight].sort());
  expect(new Set(lines.map(({ system: of }) => of))).toEqual(new Set([system]));
  const [id = "", ...more] = [...new Set(lines.map(({ trace_id = "" }) => trace_id))];
  expect(more).toEqual([]);
  const trace = await traceOf(id, eight.length);
  const known = new Set(trace.spans.map(({ spanID }) => spanID));
  expect(trace.spans.filter(({ references }) => !references.some(({ spanID }) => known.has(spanID)))).toHaveLength(1);
  // Each service has a server span, and each call has a client span.
  expect(trace.spans).toHaveLength(eight.length + edges.length);
  const graph = await until("every call", async () => {
    const found = await text(pipeline.metrics.derived);
    const counted = edges.map(([client, server]) =>
      sumOf(found, "traces_service_graph_request_total", `client="${client}"`, `server="${server}"`, `client_system="${system}"`),
    );
    return counted.every((count) => count > 0) ? counted : undefined;
  });
  expect(graph).toEqual(edges.map(() => 1));
}, 300_000);

it("a service that does not pass `traceparent` on splits the trace, so the check above would fail", async () => {
  const lines = await request(await startServices(["platform"]));
  const ids = new Set(lines.map(({ trace_id = "" }) => trace_id));
  expect(ids.size).toBe(3);
  const [behind] = lines.filter(({ service }) => service === "automation");
  const trace = await traceOf(behind?.["trace_id"] ?? "", 2);
  expect(servicesOf(trace)).toEqual(["automation", "saga-orchestrator"]);
}, 300_000);
