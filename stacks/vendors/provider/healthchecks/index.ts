import type { Output } from "@pulumi/pulumi";
import { VendorResource, type Args, type VendorOptions } from "../resource";
import type { CheckInputs, CheckOutputs } from "./check";

/** A check at healthchecks.io or a compatible server. It alerts when pings stop, so it can serve as a dead man's switch. */
export class Check extends VendorResource<CheckOutputs> {
  /** The address for pings. It is a secret. */
  declare readonly pingUrl: Output<string>;

  constructor(name: string, args: Args<CheckInputs>, options: VendorOptions) {
    super("monitoring:healthchecks:Check", name, args, ["pingUrl"], options);
  }
}
