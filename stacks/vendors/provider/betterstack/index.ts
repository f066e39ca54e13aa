import type { Output } from "@pulumi/pulumi";
import { lookUp, VendorResource, type Args, type VendorOptions, type VendorProvider } from "../resource";
import type { MonitorInputs } from "./monitor";
import type { HeartbeatInputs, HeartbeatOutputs } from "./heartbeat";
import type { Policy, PolicyInputs } from "./policy";
import type { StatusPageInputs, StatusPageOutputs } from "./status-page";
import type { StatusPageSectionInputs } from "./status-page-section";
import type { StatusPageResourceInputs } from "./status-page-resource";

/** A monitor of Better Stack. */
export class Monitor extends VendorResource {
  constructor(name: string, args: Args<MonitorInputs>, options: VendorOptions) {
    super("monitoring:betterstack:Monitor", name, args, [], options);
  }
}

/** A heartbeat of Better Stack: silence is an incident. */
export class Heartbeat extends VendorResource<HeartbeatOutputs> {
  /** The address to ask for, each time; a secret. */
  declare readonly url: Output<string>;

  constructor(name: string, args: Args<HeartbeatInputs>, options: VendorOptions) {
    super("monitoring:betterstack:Heartbeat", name, args, ["url"], options);
  }
}

/** A public status page of Better Stack. */
export class StatusPage extends VendorResource<StatusPageOutputs> {
  /** Public address of the page. */
  declare readonly url: Output<string>;

  constructor(name: string, args: Args<StatusPageInputs>, options: VendorOptions) {
    super("monitoring:betterstack:StatusPage", name, args, ["url"], options);
  }
}

/** A section of a status page of Better Stack. */
export class StatusPageSection extends VendorResource {
  constructor(name: string, args: Args<StatusPageSectionInputs>, options: VendorOptions) {
    super("monitoring:betterstack:StatusPageSection", name, args, [], options);
  }
}

/** A line of a status page of Better Stack: a monitor or heartbeat under a public name. */
export class StatusPageResource extends VendorResource {
  constructor(name: string, args: Args<StatusPageResourceInputs>, options: VendorOptions) {
    super("monitoring:betterstack:StatusPageResource", name, args, [], options);
  }
}

/** The escalation policy that was made in Better Stack's pages; an error names those there are. */
export const lookupPolicy = (inputs: PolicyInputs, provider: VendorProvider): Promise<Policy> =>
  lookUp<Policy>("monitoring:betterstack:getPolicy", inputs, provider);
