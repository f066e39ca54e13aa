import type { View } from "../../exporters/model/catalogue";
import type { Settings } from "../config/settings";
import { UserError } from "../config/errors";

/** Throws UserError if the stack does not run on the platform whose log files the environment's agent reads. */
export function assertLogAgent({ stack, target }: Pick<Settings, "stack" | "target">, { environment }: Pick<View, "environment">): void {
  const { id, logAgent } = environment;
  if (logAgent === undefined || logAgent === target) return;
  throw new UserError(
    `environment ${id} has logAgent: "${logAgent}", but stack ${stack} has target: ${target}, where the agent would find no log files: write logAgent: "${target}", remove it, or write target: ${logAgent} in Pulumi.${stack}.yaml. Nothing was changed.`,
  );
}

/** Throws UserError if the stack does not run on the platform whose hosts the environment monitors. */
export function assertHostMetrics({ stack, target }: Pick<Settings, "stack" | "target">, { environment }: Pick<View, "environment">): void {
  const { id, hostMetrics } = environment;
  if (hostMetrics === undefined || hostMetrics === target) return;
  throw new UserError(
    `environment ${id} has hostMetrics: "${hostMetrics}", but stack ${stack} has target: ${target}, so Prometheus would not find node_exporter: write hostMetrics: "${target}", remove it, or write target: ${hostMetrics} in Pulumi.${stack}.yaml. Nothing was changed.`,
  );
}

/** Throws UserError if the environment discovers services in a cluster, but the stack runs on Docker, where Prometheus finds no cluster. */
export function assertDiscovery({ stack, target }: Pick<Settings, "stack" | "target">, { environment }: Pick<View, "environment">): void {
  if (target === "kubernetes" || !environment.discovery.includes("kubernetes")) return;
  throw new UserError(
    `environment ${environment.id} has discovery: ["kubernetes"], but stack ${stack} has target: docker, where Prometheus has no cluster to read: remove discovery from the environment, or write target: kubernetes in Pulumi.${stack}.yaml. Nothing was changed.`,
  );
}
