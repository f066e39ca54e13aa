import type { ComponentResource, Output } from "@pulumi/pulumi";
import type { Workload } from "./workload";

/** A workload that stands, and where it is reached from outside, when it is. */
export interface Placed {
  /** By name of the port: `127.0.0.1:9090` on Docker, `https://<host>` on Kubernetes; empty when nothing is open. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Something that is known when the workload runs. */
  readonly id: Output<string>;
}

/** What runs workloads: Docker or Kubernetes. Components know this and nothing else. */
export interface Target {
  place(workload: Workload, parent: ComponentResource): Placed;
  /** Keeps the data volume of a program that does not run here any more; absent where `leftData` finds none. */
  keep?(program: string, parent: ComponentResource): void;
}
