import { gatewayConfig } from "../../../exporters/pipeline/otelcol";
import { samplingOf } from "../../../exporters/pipeline/sampling";
import { viewOf } from "../../fixtures/catalogue";

const view = viewOf("local");
interface Pipelines {
  readonly processors: Readonly<Record<string, unknown>>;
  readonly connectors: Readonly<Record<string, unknown>>;
  readonly service: { readonly pipelines: Readonly<Record<string, unknown>> };
}
const configOf = (traceSampling: number) => gatewayConfig({ ...view, environment: { ...view.environment, traceSampling } }) as Pipelines;
const received = {
  receivers: ["otlp"],
  processors: ["memory_limiter", "transform/identity", "transform/late", "transform/limits", "transform/redact"],
};

it("without sampling, no trace waits for a sampling decision", () => {
  const { processors, connectors, service } = configOf(1);
  expect(Object.keys(processors)).not.toContain("tail_sampling");
  expect(Object.keys(connectors)).toEqual(["span_metrics", "servicegraph", "signal_to_metrics/logs"]);
  expect(service.pipelines).toMatchObject({ traces: { ...received, exporters: ["span_metrics", "servicegraph", "otlp_grpc/traces"] } });
  expect(Object.keys(service.pipelines)).toEqual(["logs", "traces", "metrics/logs", "metrics/pushed", "metrics"]);
});

it("with a share below 1, traces are sampled after span metrics and service graph, and all failed and slow traces are kept", () => {
  const { processors, connectors, service } = configOf(0.29);
  expect(connectors).toMatchObject({ "forward/all_traces": {} });
  expect(service.pipelines).toMatchObject({
    traces: { ...received, exporters: ["span_metrics", "servicegraph", "forward/all_traces"] },
    "traces/sampled": { receivers: ["forward/all_traces"], processors: ["tail_sampling"], exporters: ["otlp_grpc/traces"] },
  });
  expect(processors).toMatchObject({
    tail_sampling: {
      policies: [
        { name: "failed", type: "status_code", status_code: { status_codes: ["ERROR"] } },
        { name: "slow", type: "latency", latency: { threshold_ms: 500 } },
        { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: 29 } },
      ],
    },
  });
});

it("with a share of 0, only failed and slow traces are kept", () => {
  expect(samplingOf({ traceSampling: 0 }, ["store"]).processors).toMatchObject({
    tail_sampling: { policies: [{ name: "failed" }, { name: "slow" }, { name: "share", probabilistic: { sampling_percentage: 0 } }] },
  });
});
