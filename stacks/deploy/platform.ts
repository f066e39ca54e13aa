import type { ComponentResource } from "@pulumi/pulumi";
import type { View } from "../../exporters/model/catalogue";
import type { Images } from "./images";
import type { KnownSecrets } from "./known-secrets";
import type { Operated } from "./operated";
import type { Target } from "./target";
import type { Workload } from "./workload";

/** The cluster of a stack, as in its outputs. */
export interface ClusterOutput {
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
}

/** What the platform deploys. */
export interface Placing {
  readonly workloads: readonly Workload[];
  /** Set if the Prometheus Operator replaces some programs. */
  readonly operated?: Operated | undefined;
  readonly view: View;
  readonly images: Images;
  readonly secrets: KnownSecrets;
  readonly parent: ComponentResource;
}

/** The platform chosen by `monitoring:target`: where images come from, the preflight, and where workloads run. */
export interface Platform {
  /** Set on Kubernetes. */
  readonly cluster?: ClusterOutput;
  /** Throws UserError when the platform cannot be reached. */
  readonly reach: () => Promise<void>;
  readonly images: () => Promise<Images>;
  /** Throws UserError with everything that would prevent these workloads from running. */
  readonly check: (workloads: readonly Workload[], view: View) => Promise<void>;
  /** Those of the given former programs with a data volume that the next `up` would delete. */
  readonly leftData: (programs: readonly string[]) => Promise<readonly string[]>;
  readonly target: (placing: Placing) => Target;
}
