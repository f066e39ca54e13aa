import type { core } from "@pulumi/kubernetes/types/input";
import { definitionWins, podSecurity, stackLabels } from "./place";

const modes = ["enforce", "audit", "warn"] as const;

/**
 * A namespace that by default admits only unprivileged pods. The API server enforces the Pod Security Standard `level`. Only the namespace
 * of the programs that run on every node needs `privileged`.
 */
export const namespaceArgs = (stack: string, name: string, level: "restricted" | "privileged" = podSecurity.level) =>
  ({
    metadata: {
      name,
      annotations: definitionWins,
      labels: {
        ...stackLabels(stack),
        ...Object.fromEntries(
          modes.flatMap((mode) => [
            [`pod-security.kubernetes.io/${mode}`, level],
            [`pod-security.kubernetes.io/${mode}-version`, podSecurity.version],
          ]),
        ),
      },
    },
  }) satisfies core.v1.Namespace;
