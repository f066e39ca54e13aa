import type { ComponentResource, Output } from "@pulumi/pulumi";
import type { Workload } from "./workload";

/** A workload on its platform, and its external addresses. */
export interface Placed {
  /** Addresses by port name, such as `127.0.0.1:9090` on Docker or `https://<host>` on Kubernetes; empty if nothing is published. */
  readonly addresses: Readonly<Record<string, string>>;
  /** An output that resolves when the workload runs. On Docker, it waits only for the first replica. */
  readonly id: Output<string>;
}

/** Runs workloads on Docker or Kubernetes. Components depend only on this interface. */
export interface Target {
  place(workload: Workload, parent: ComponentResource): Placed;
  /** Keeps the data volume of a program that the environment no longer runs. */
  keep(program: string, parent: ComponentResource): void;
}
