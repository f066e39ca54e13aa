import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Program } from "../../../exporters/programs/model";
import type { Target } from "../target";

/** A program that an environment no longer runs, but whose data still exists. */
export type Former = Pick<Program, "component" | "name">;

/** The data of a former program. Its volume is kept until the stack is destroyed, so that a change of stores deletes nothing. */
export class KeptData extends ComponentResource {
  constructor({ component, name }: Former, target: Target, options?: ComponentResourceOptions) {
    // The program's own type token and name, so that the engine recognises the volume.
    super(component, name, {}, options);
    target.keep?.(name, this);
    this.registerOutputs({});
  }
}
