import { defineThreshold, expression, expressionOf, fixed, readsOf, thresholdMetric } from "../../alert-rules/condition";
import { httpLatencyP95 } from "../../alert-rules/packs/http/series";
import { certificateExpiry } from "../../alert-rules/packs/probe/series";
import { metric, promql } from "../../alert-rules/promql";

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();
const printed = (of: Parameters<typeof expressionOf>[0]): string => oneLine(expressionOf(of).text);
const latency = {
  key: "latencyP95",
  series: httpLatencyP95,
  defaults: { warning: 1, critical: 2 },
  proven: { info: 0.5 },
  waits: {},
} as const;

describe("a threshold", () => {
  it("uses the service's own threshold, or else the default", () => {
    expect(printed({ condition: defineThreshold(latency), severity: "critical" })).toBe(
      'service:http_request_duration_seconds:p95_5m > on (system, environment, service) group_left () ( threshold:latency_p95{severity="critical"} or on (system, environment, service) group by (system, environment, service) (service:http_request_duration_seconds:p95_5m) * 2 ) unless on (system, environment, service) threshold:latency_p95:waiting{severity="critical"}',
    );
  });

  it("uses only the service's own threshold at a severity without a default", () => {
    expect(printed({ condition: defineThreshold(latency), severity: "info" })).toBe(
      'service:http_request_duration_seconds:p95_5m > on (system, environment, service) group_left () threshold:latency_p95{severity="info"} unless on (system, environment, service) threshold:latency_p95:waiting{severity="info"}',
    );
  });

  it("can fire on the exact value of the threshold, and can require a second condition on the same labels", () => {
    const condition = defineThreshold({
      ...latency,
      atThreshold: true,
      guard: { when: "there is traffic", expr: promql`${metric("traffic")} > 1` },
    });
    expect(printed({ condition, severity: "info" })).toBe(
      'service:http_request_duration_seconds:p95_5m >= on (system, environment, service) group_left () threshold:latency_p95{severity="info"} unless on (system, environment, service) threshold:latency_p95:waiting{severity="info"} and on (system, environment, service) traffic > 1',
    );
    expect(readsOf({ condition, severity: "info" })).toEqual([
      "service:http_request_duration_seconds:p95_5m",
      "threshold:latency_p95",
      "threshold:latency_p95:waiting",
      "traffic",
    ]);
  });

  it("excludes a service whose count is below its own minimum", () => {
    const condition = defineThreshold({ ...latency, counts: promql`${metric("events")}` });
    expect(printed({ condition, severity: "info" })).toContain(
      'unless on (system, environment, service) events < on (system, environment, service) group_left () threshold:latency_p95:least{severity="info"}',
    );
  });

  it("fires above or below the threshold, depending on which direction is worse for its key", () => {
    const condition = defineThreshold({
      key: "certificateExpiry",
      series: certificateExpiry,
      defaults: {},
      proven: { critical: 1, warning: 2, info: 3 },
      waits: {},
    });
    expect(condition.direction).toBe("below");
    expect(printed({ condition, severity: "critical" })).toContain("< on (system, environment, service)");
  });

  it("is recorded under its key, in snake case", () => {
    expect(thresholdMetric("latencyP95").text).toBe("threshold:latency_p95");
    expect(thresholdMetric("oldestJobAge").text).toBe("threshold:oldest_job_age");
  });
});

describe("a fixed comparison", () => {
  it.each([
    [">", 120, "age > 120"],
    ["<", 0.5, "age < 0.5"],
    ["<=", 1, "age <= 1"],
    ["==", 0, "age == 0"],
  ] as const)("is written as %s %d", (comparison, value, text) => {
    expect(
      printed({ condition: fixed({ name: metric("age"), help: "Age", dimension: "count" }, comparison, value), severity: "warning" }),
    ).toBe(text);
  });

  it("can compare an expression over the series, and can have a second condition that also fires", () => {
    const condition = fixed({ name: metric("age"), help: "Age", dimension: "count", compared: promql`max(${metric("age")})` }, ">", 1, {
      or: expression("there is none", promql`absent(${metric("age")})`),
    });
    expect(printed({ condition, severity: "warning" })).toBe("max(age) > 1 or absent(age)");
  });
});

it("an expression lists exactly the metrics that it was built from", () => {
  const condition = expression("b is above a", promql`${metric("b")} > ${metric("a")}`);
  expect(printed({ condition, severity: "info" })).toBe("b > a");
  expect(readsOf({ condition, severity: "info" })).toEqual(["a", "b"]);
});
