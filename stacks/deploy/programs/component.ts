import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Planned } from "../plan";
import type { Target } from "../target";

/**
 * One running program of the stack, as the parent of its resources. The type token and the name come from the program's definition. Pulumi
 * identifies resources by type and name, so a refactoring replaces no resources.
 */
export class ProgramComponent extends ComponentResource {
  /** Addresses by port name, like `127.0.0.1:9090`; empty if nothing is published. */
  readonly addresses: Readonly<Record<string, string>>;

  constructor({ component, workload }: Pick<Planned, "component" | "workload">, target: Target, options?: ComponentResourceOptions) {
    super(component, workload.name, {}, options);
    const { addresses, id } = target.place(workload, this);
    this.addresses = addresses;
    this.registerOutputs({ addresses, id });
  }
}
