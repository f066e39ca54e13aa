import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Planned } from "../plan";
import type { Target } from "../target";

/**
 * One running program of the stack: the parent of all that it consists of. Type token and name come from the program's data; the engine
 * knows the resources by them, so they outlive refactorings.
 */
export class ProgramComponent extends ComponentResource {
  /** Address by name of the port, like `127.0.0.1:9090`; empty when nothing is published. */
  readonly addresses: Readonly<Record<string, string>>;

  constructor({ component, workload }: Pick<Planned, "component" | "workload">, target: Target, options?: ComponentResourceOptions) {
    super(component, workload.name, {}, options);
    const { addresses, id } = target.place(workload, this);
    this.addresses = addresses;
    this.registerOutputs({ addresses, id });
  }
}
