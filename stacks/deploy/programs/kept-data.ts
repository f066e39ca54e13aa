import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Program } from "../../../exporters/programs/model";
import type { Target } from "../target";

/** A program that an environment no longer runs, but whose data still exists. */
export type Former = Pick<Program, "component" | "name">;

/** The data volume of a former program. It is kept until the stack is destroyed, so that a switch to another store deletes no data. */
export class KeptData extends ComponentResource {
  constructor({ component, name }: Former, target: Target, options?: ComponentResourceOptions) {
    // Use the type token and name of the program's component, so that Pulumi recognises the existing volume.
    super(component, name, {}, options);
    target.keep(name, this);
    this.registerOutputs({});
  }
}
