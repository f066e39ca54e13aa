import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi";
import type { Program } from "../../../exporters/programs/model";
import type { Target } from "../target";

/** A program that an environment had and has no longer, of which there is still data. */
export type Former = Pick<Program, "component" | "name">;

/** The data of a former program: its volume stays until someone removes it, so a change of stores deletes nothing. */
export class KeptData extends ComponentResource {
  constructor({ component, name }: Former, target: Target, options?: ComponentResourceOptions) {
    // The program's own type token and name: the engine then takes the volume for the one it knows.
    super(component, name, {}, options);
    target.keep?.(name, this);
    this.registerOutputs({});
  }
}
