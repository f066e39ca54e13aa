import type { core } from "@pulumi/kubernetes/types/input";
import { definitionWins, podSecurity, stackLabels } from "./place";

const modes = ["enforce", "audit", "warn"] as const;

/** A namespace that admits only unprivileged pods. The API server enforces the Pod Security Standard. */
export const namespaceArgs = (stack: string, name: string) =>
  ({
    metadata: {
      name,
      annotations: definitionWins,
      labels: {
        ...stackLabels(stack),
        ...Object.fromEntries(
          modes.flatMap((mode) => [
            [`pod-security.kubernetes.io/${mode}`, podSecurity.level],
            [`pod-security.kubernetes.io/${mode}-version`, podSecurity.version],
          ]),
        ),
      },
    },
  }) satisfies core.v1.Namespace;
