import type { ComponentResource } from "@pulumi/pulumi";
import type { View } from "../../exporters/model/catalogue";
import type { Images } from "./images";
import type { KnownSecrets } from "./known-secrets";
import type { Operated } from "./operated";
import type { Target } from "./target";
import type { Workload } from "./workload";

/** The cluster a stack stands in, as its outputs name it. */
export interface ClusterOutput {
  readonly context: string;
  readonly server: string;
  readonly namespace: string;
}

/** What is to be placed. */
export interface Placing {
  readonly workloads: readonly Workload[];
  /** Present where the Prometheus Operator does the work of some programs. */
  readonly operated?: Operated | undefined;
  readonly view: View;
  readonly images: Images;
  readonly secrets: KnownSecrets;
  readonly parent: ComponentResource;
}

/** What `monitoring:target` chooses: where images come from, what is checked, what workloads are placed on. */
export interface Platform {
  /** Present on Kubernetes. */
  readonly cluster?: ClusterOutput;
  /** Throws UserError when the platform cannot be reached. */
  readonly reach: () => Promise<void>;
  readonly images: () => Promise<Images>;
  /** Throws UserError with everything that would stop these workloads. */
  readonly check: (workloads: readonly Workload[], view: View) => Promise<void>;
  /** Which of these programs, none of which the environment has, left a data volume behind that the next `up` would delete. */
  readonly leftData: (programs: readonly string[]) => Promise<readonly string[]>;
  readonly target: (placing: Placing) => Target;
}
