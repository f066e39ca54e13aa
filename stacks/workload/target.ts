import type { ComponentResource, Output } from "@pulumi/pulumi";
import type { Workload } from "./workload";

/** A workload that stands: where it is reached from the host, when it is published there. */
export interface Placed {
  /** `127.0.0.1:9090` by name of the port; empty when nothing is published. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Something that is known when the workload runs. */
  readonly id: Output<string>;
}

/** What runs workloads: Docker now, Kubernetes later. Components know this and nothing else. */
export interface Target {
  place(workload: Workload, parent: ComponentResource): Placed;
}
