import type { View } from "../../exporters/model/catalogue";
import type { Settings } from "../config/settings";
import { UserError } from "../config/errors";

/** Throws UserError if the environment discovers services in a cluster, but the stack runs on Docker, where Prometheus finds no cluster. */
export function assertDiscovery({ stack, target }: Pick<Settings, "stack" | "target">, { environment }: Pick<View, "environment">): void {
  if (target === "kubernetes" || !environment.discovery.includes("kubernetes")) return;
  throw new UserError(
    `environment ${environment.id} has discovery: ["kubernetes"], but stack ${stack} has target: docker, where Prometheus has no cluster to read: remove discovery from the environment, or write target: kubernetes in Pulumi.${stack}.yaml. Nothing was changed.`,
  );
}
