import { assertDiscovery, assertHostMetrics, assertLogAgent } from "../../../stacks/deploy/discovery";
import { viewOf } from "../../fixtures/catalogue";

const staging = viewOf("staging");
const local = viewOf("local");

it("refuses discovery in a cluster on Docker, where nothing would be discovered", () => {
  expect(staging.environment.discovery).toEqual(["kubernetes"]);
  expect(() => assertDiscovery({ stack: "staging", target: "docker" }, staging)).toThrow(
    'environment staging has discovery: ["kubernetes"], but stack staging has target: docker',
  );
});

it("accepts discovery on Kubernetes, and an environment without discovery on Docker", () => {
  expect(() => assertDiscovery({ stack: "staging", target: "kubernetes" }, staging)).not.toThrow();
  expect(() => assertDiscovery({ stack: "local", target: "docker" }, local)).not.toThrow();
});

it("refuses a log agent of another platform, which would find no log files", () => {
  expect(staging.environment.logAgent).toBe("kubernetes");
  expect(() => assertLogAgent({ stack: "staging", target: "docker" }, staging)).toThrow(
    'environment staging has logAgent: "kubernetes", but stack staging has target: docker, where the agent would find no log files: write logAgent: "docker", remove it, or write target: kubernetes in Pulumi.staging.yaml.',
  );
  expect(() => assertLogAgent({ stack: "staging", target: "kubernetes" }, staging)).not.toThrow();
  expect(() => assertLogAgent({ stack: "local", target: "docker" }, local)).not.toThrow();
});

it("refuses hosts of another platform, on which Prometheus would not find node_exporter", () => {
  expect(staging.environment.hostMetrics).toBe("kubernetes");
  expect(() => assertHostMetrics({ stack: "staging", target: "docker" }, staging)).toThrow(
    'environment staging has hostMetrics: "kubernetes", but stack staging has target: docker, so Prometheus would not find node_exporter: write hostMetrics: "docker", remove it, or write target: kubernetes in Pulumi.staging.yaml. Nothing was changed.',
  );
  expect(() => assertHostMetrics({ stack: "staging", target: "kubernetes" }, staging)).not.toThrow();
  expect(() => assertHostMetrics({ stack: "local", target: "docker" }, local)).not.toThrow();
});
