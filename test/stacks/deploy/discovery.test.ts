import { assertDiscovery } from "../../../stacks/deploy/discovery";
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
