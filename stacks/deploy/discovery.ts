import type { View } from "../../exporters/model/catalogue";
import type { Settings } from "../config/settings";
import { UserError } from "../config/errors";

type OfStack = Pick<Settings, "stack" | "target">;
type OfEnvironment = Pick<View, "environment">;

/**
 * Returns a function that throws UserError if the stack does not run on the platform that a field of the environment names. `effect` is the
 * part of the error that says what would happen.
 */
const onPlatform =
  (field: "logAgent" | "hostMetrics", effect: string) =>
  ({ stack, target }: OfStack, { environment }: OfEnvironment): void => {
    const platform = environment[field];
    if (platform === undefined || platform === target) return;
    throw new UserError(
      `environment ${environment.id} has ${field}: "${platform}", but stack ${stack} has target: ${target}, ${effect}: write ${field}: "${target}", remove it, or write target: ${platform} in Pulumi.${stack}.yaml. Nothing was changed.`,
    );
  };

/** Throws UserError if the stack does not run on the platform whose log files the environment's log agent reads. */
export const assertLogAgent = onPlatform("logAgent", "where the agent would find no log files");

/** Throws UserError if the stack does not run on the platform whose hosts the environment monitors. */
export const assertHostMetrics = onPlatform("hostMetrics", "so Prometheus would not find node_exporter");

const lists = { kubernetes: "no cluster", docker: "no containers" } as const;

/** Throws UserError if the environment discovers services on a platform other than the stack's. Prometheus would find no services. */
export function assertDiscovery({ stack, target }: OfStack, { environment }: OfEnvironment): void {
  const other = environment.discovery.find((platform) => platform !== target);
  if (other === undefined) return;
  throw new UserError(
    `environment ${environment.id} has discovery: ["${other}"], but stack ${stack} has target: ${target}, where Prometheus has ${lists[other]} to read: remove discovery from the environment, or write target: ${other} in Pulumi.${stack}.yaml. Nothing was changed.`,
  );
}
