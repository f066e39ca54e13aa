import type { Output } from "@pulumi/pulumi";
import { VendorResource, type Args, type VendorOptions } from "../resource";
import type { CheckInputs, CheckOutputs } from "./check";

/** A check of healthchecks.io or a server like it: silence is an alert, so it serves as a dead man's switch. */
export class Check extends VendorResource<CheckOutputs> {
  /** The address to ask for, each time; a secret. */
  declare readonly pingUrl: Output<string>;

  constructor(name: string, args: Args<CheckInputs>, options: VendorOptions) {
    super("monitoring:healthchecks:Check", name, args, ["pingUrl"], options);
  }
}
