import type { ComponentResource, Output } from "@pulumi/pulumi";
import type { Workload } from "./workload";

/** A placed workload and its external addresses. */
export interface Placed {
  /** By port name: `127.0.0.1:9090` on Docker, `https://<host>` on Kubernetes; empty if nothing is published. */
  readonly addresses: Readonly<Record<string, string>>;
  /** An output that resolves when the workload runs. */
  readonly id: Output<string>;
}

/** Runs workloads: Docker or Kubernetes. Components depend only on this interface. */
export interface Target {
  place(workload: Workload, parent: ComponentResource): Placed;
  /** Keeps the data volume of a program that no longer runs here; undefined if `leftData` never finds any. */
  keep?(program: string, parent: ComponentResource): void;
}
