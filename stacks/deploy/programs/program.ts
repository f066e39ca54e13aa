import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Target } from "../target";
import type { Workload } from "../workload";

/** One running program of the stack: the parent of all that it consists of. */
export abstract class ProgramComponent extends ComponentResource {
  /** Address on this machine by name of the port, like `127.0.0.1:9090`; empty when nothing is published. */
  readonly addresses: Readonly<Record<string, string>>;

  protected constructor(type: `monitoring:${string}:${string}`, workload: Workload, target: Target, options?: ComponentResourceOptions) {
    super(type, workload.name, {}, options);
    const { addresses, id } = target.place(workload, this);
    this.addresses = addresses;
    this.registerOutputs({ addresses, id });
  }
}

/** A component's arguments with the target it is placed on. */
export type Placed<Args> = Args & { readonly target: Target };

/** A component class with the pure function that plans its workload. */
export interface Part {
  readonly workload: Workload;
  readonly create: (target: Target, options: ComponentResourceOptions) => ProgramComponent;
}

/** Plans a component now and creates it later, so that everything is checked before the first resource. */
export function part<Args extends object>(
  plan: (args: Args) => Workload,
  Component: new (args: Placed<Args>, options?: ComponentResourceOptions) => ProgramComponent,
  args: Args,
): Part {
  return { workload: plan(args), create: (target, options) => new Component({ ...args, target }, options) };
}
