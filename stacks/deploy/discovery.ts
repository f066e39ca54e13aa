import type { View } from "../../exporters/model/catalogue";
import type { Settings } from "../config/settings";
import { UserError } from "../config/errors";

type OfStack = Pick<Settings, "stack" | "target">;
type OfEnvironment = Pick<View, "environment">;

/** Returns a check that the stack runs on the platform that a field of the environment names. `effect` is what happens otherwise. */
const onPlatform =
  (field: "logAgent" | "hostMetrics", effect: string) =>
  ({ stack, target }: OfStack, { environment }: OfEnvironment): void => {
    const platform = environment[field];
    if (platform === undefined || platform === target) return;
    throw new UserError(
      `environment ${environment.id} has ${field}: "${platform}", but stack ${stack} has target: ${target}, ${effect}: write ${field}: "${target}", remove it, or write target: ${platform} in Pulumi.${stack}.yaml. Nothing was changed.`,
    );
  };

/** Throws UserError if the stack does not run on the platform whose log files the environment's agent reads. */
export const assertLogAgent = onPlatform("logAgent", "where the agent would find no log files");

/** Throws UserError if the stack does not run on the platform whose hosts the environment monitors. */
export const assertHostMetrics = onPlatform("hostMetrics", "so Prometheus would not find node_exporter");

/** Throws UserError if the environment discovers services in a cluster, but the stack runs on Docker, where Prometheus finds no cluster. */
export function assertDiscovery({ stack, target }: OfStack, { environment }: OfEnvironment): void {
  if (target === "kubernetes" || !environment.discovery.includes("kubernetes")) return;
  throw new UserError(
    `environment ${environment.id} has discovery: ["kubernetes"], but stack ${stack} has target: docker, where Prometheus has no cluster to read: remove discovery from the environment, or write target: kubernetes in Pulumi.${stack}.yaml. Nothing was changed.`,
  );
}
