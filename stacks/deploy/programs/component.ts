import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Planned } from "../plan";
import type { Target } from "../target";

/**
 * One running program of the stack, the parent of its resources. Type token and name come from the program's data. The engine identifies
 * resources by them, so refactorings do not change them.
 */
export class ProgramComponent extends ComponentResource {
  /** Address by port name, like `127.0.0.1:9090`; empty if nothing is published. */
  readonly addresses: Readonly<Record<string, string>>;

  constructor({ component, workload }: Pick<Planned, "component" | "workload">, target: Target, options?: ComponentResourceOptions) {
    super(component, workload.name, {}, options);
    const { addresses, id } = target.place(workload, this);
    this.addresses = addresses;
    this.registerOutputs({ addresses, id });
  }
}
