import type { Destination } from "../../../exporters/model/destinations";
import { destinationHeaders } from "../../../exporters/pipeline/destinations";
import { gatewayConfig } from "../../../exporters/pipeline/otelcol";
import { secretFileText, secretKeysIn } from "../../../exporters/programs/secret-files";
import { viewOf } from "../../fixtures/catalogue";

const view = viewOf("local");
const logsOnly: Destination = {
  name: "vendor",
  url: "https://otlp.example.com/otlp",
  headers: { "X-Dataset": "shop" },
  secretHeaders: ["Authorization"],
  signals: ["logs"],
};
interface Config {
  readonly receivers: Readonly<Record<string, unknown>>;
  readonly processors: Readonly<Record<string, unknown>>;
  readonly exporters: Readonly<Record<string, unknown>>;
  readonly service: { readonly pipelines: Readonly<Record<string, { readonly receivers: string[]; readonly exporters: string[] }>> };
}
const configOf = (destinations: readonly Destination[], traceSampling = 1): Config =>
  gatewayConfig({ ...view, environment: { ...view.environment, traceSampling, destinations: [...destinations] } }) as Config;

it("without destinations, the gateway has no part for them", () => {
  const { receivers, exporters, service } = configOf([]);
  expect(Object.keys(receivers)).toEqual(["otlp"]);
  expect(Object.keys(exporters).filter((name) => name.startsWith("otlp_"))).toEqual([
    "otlp_http/logs",
    "otlp_grpc/traces",
    "otlp_http/metrics",
  ]);
  expect(Object.keys(service.pipelines)).not.toContain("logs/destinations");
});

it("a destination receives only its signals, over a receiver that only the gateway reaches", () => {
  const { receivers, exporters, service } = configOf([logsOnly]);
  expect(receivers["otlp/destinations"]).toMatchObject({ protocols: { grpc: { endpoint: "127.0.0.1:4319" } } });
  expect(service.pipelines["logs"]?.exporters.filter((name) => name.startsWith("otlp_"))).toEqual([
    "otlp_http/logs",
    "otlp_grpc/to_destinations",
  ]);
  expect(service.pipelines["logs/destinations"]).toEqual({ receivers: ["otlp/destinations"], exporters: ["otlp_http/destination-vendor"] });
  expect(service.pipelines["traces"]?.exporters).not.toContain("otlp_grpc/to_destinations");
  expect(Object.keys(service.pipelines)).not.toContain("traces/destinations");
  expect(exporters["otlp_grpc/to_destinations"]).toMatchObject({ retry_on_failure: { enabled: false }, wait_for_ready: true });
});

it("a destination for some systems receives nothing of the others, and no other destination passes its filter", () => {
  const journal: Destination = { ...logsOnly, name: "journal", signals: ["logs", "traces"], systems: ["shop", "demo"] };
  const { processors, service } = configOf([logsOnly, journal]);
  const others = ['resource.attributes["system"] != "shop" and resource.attributes["system"] != "demo"'];
  expect(processors["filter/destination-journal"]).toEqual({
    error_mode: "propagate",
    logs: { log_record: others },
    traces: { span: others },
  });
  const filtered = {
    receivers: ["otlp/destinations"],
    processors: ["filter/destination-journal"],
    exporters: ["otlp_http/destination-journal"],
  };
  expect(service.pipelines["logs/destination-journal"]).toEqual(filtered);
  expect(service.pipelines["traces/destination-journal"]).toEqual(filtered);
  expect(service.pipelines["logs/destinations"]).toEqual({ receivers: ["otlp/destinations"], exporters: ["otlp_http/destination-vendor"] });
  expect(service.pipelines["traces"]?.exporters).toContain("otlp_grpc/to_destinations");
});

it("a destination receives only the traces that the gateway keeps", () => {
  const { service } = configOf([{ ...logsOnly, signals: ["traces"] }], 0.5);
  expect(service.pipelines["traces"]?.exporters).toEqual(["span_metrics", "servicegraph", "forward/all_traces"]);
  expect(service.pipelines["traces/sampled"]?.exporters).toEqual(["otlp_grpc/traces", "otlp_grpc/to_destinations"]);
});

it("the value of a secret header is only in the secret file, with every $ doubled for the Collector", () => {
  const environment = { destinations: [logsOnly, { ...logsOnly, name: "open", secretHeaders: [] }] };
  const { args, secretFiles } = destinationHeaders(environment);
  const content = secretFiles["destinations.json"];
  if (content === undefined) throw new Error("no secret file");
  expect(secretKeysIn(content)).toEqual(["destination-vendor-authorization"]);
  expect(JSON.parse(secretFileText(content, () => "Bearer a$b"))).toEqual({
    exporters: { "otlp_http/destination-vendor": { headers: { Authorization: "Bearer a$$b" } } },
  });
  expect(args).toEqual(["--config=/run/secrets/monitoring/destinations.json"]);
  expect(destinationHeaders({ destinations: [] })).toEqual({ args: [], secretFiles: {} });
});
