import type { ComponentResource } from "@pulumi/pulumi";
import type { View } from "../../exporters/model/catalogue";
import type { Previous } from "../vendors/resources/previous";
import type { Images } from "./images";
import type { KnownSecrets } from "./known-secrets";
import type { Operated } from "./operated";
import type { Target } from "./target";
import type { Workload } from "./workload";

/** The cluster of a stack, for the stack's outputs. */
export interface ClusterOutput {
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
}

/** What a platform deploys. */
export interface Placing {
  readonly workloads: readonly Workload[];
  /** Set if the Prometheus Operator replaces some programs. */
  readonly operated?: Operated | undefined;
  readonly view: View;
  readonly images: Images;
  readonly secrets: KnownSecrets;
  readonly parent: ComponentResource;
}

/** The platform that `monitoring:target` selects. It resolves images, checks the preconditions and runs the workloads. */
export interface Platform {
  /** The cluster; undefined on Docker. */
  readonly cluster?: ClusterOutput;
  /** Throws UserError when the platform cannot be reached. On Docker, also when host ports are in use. */
  readonly reach: () => Promise<void>;
  readonly images: () => Promise<Images>;
  /**
   * Throws UserError with all problems that the checks find: those that would prevent the workloads from running, and those that would
   * damage or delete data. `previous` are the resources in the stack's state.
   */
  readonly check: (workloads: readonly Workload[], view: View, previous: readonly Previous[]) => Promise<void>;
  /** Returns the given programs whose data volume still exists. Call `Target.keep` for each of them. Otherwise, `up` deletes the volume. */
  readonly leftData: (programs: readonly string[], previous: readonly Previous[]) => Promise<readonly string[]>;
  readonly target: (placing: Placing) => Target;
}
