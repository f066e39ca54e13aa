import type { Output } from "@pulumi/pulumi";
import { lookUp, VendorResource, type Args, type VendorOptions, type VendorProvider } from "../resource";
import type { MonitorInputs } from "./monitor";
import type { HeartbeatInputs, HeartbeatOutputs } from "./heartbeat";
import type { Policy, PolicyInputs } from "./policy";
import type { StatusPageInputs, StatusPageOutputs } from "./status-page";
import type { StatusPageSectionInputs } from "./status-page-section";
import type { StatusPageResourceInputs } from "./status-page-resource";

/** A Better Stack monitor. It runs a check. */
export class Monitor extends VendorResource {
  constructor(name: string, args: Args<MonitorInputs>, options: VendorOptions) {
    super("monitoring:betterstack:Monitor", name, args, [], options);
  }
}

/** A Better Stack heartbeat: an address that a job requests regularly. Better Stack opens an incident when a request is missing. */
export class Heartbeat extends VendorResource<HeartbeatOutputs> {
  /** The address that a job requests for each heartbeat. It is a secret. */
  declare readonly url: Output<string>;

  constructor(name: string, args: Args<HeartbeatInputs>, options: VendorOptions) {
    super("monitoring:betterstack:Heartbeat", name, args, ["url"], options);
  }
}

/** A public Better Stack status page. */
export class StatusPage extends VendorResource<StatusPageOutputs> {
  /** Public address of the page. */
  declare readonly url: Output<string>;

  constructor(name: string, args: Args<StatusPageInputs>, options: VendorOptions) {
    super("monitoring:betterstack:StatusPage", name, args, ["url"], options);
  }
}

/** A section of a Better Stack status page. */
export class StatusPageSection extends VendorResource {
  constructor(name: string, args: Args<StatusPageSectionInputs>, options: VendorOptions) {
    super("monitoring:betterstack:StatusPageSection", name, args, [], options);
  }
}

/** An entry of a Better Stack status page. It shows a monitor or heartbeat under a public name. */
export class StatusPageResource extends VendorResource {
  constructor(name: string, args: Args<StatusPageResourceInputs>, options: VendorOptions) {
    super("monitoring:betterstack:StatusPageResource", name, args, [], options);
  }
}

/** Looks up an escalation policy that was created in Better Stack's UI. If it does not exist, the error lists the existing policies. */
export const lookupPolicy = (inputs: PolicyInputs, provider: VendorProvider): Promise<Policy> =>
  lookUp<Policy>("monitoring:betterstack:getPolicy", inputs, provider);
