import type { Output } from "@pulumi/pulumi";
import { lookUp, VendorResource, type Args, type VendorOptions, type VendorProvider } from "../resource";
import type { MonitorInputs } from "./monitor";
import type { StatusPageInputs, StatusPageOutputs } from "./status-page";
import type { MaintenanceWindowInputs } from "./maintenance-window";
import type { AlertContact, AlertContactInputs } from "./alert-contact";

/** An UptimeRobot monitor. It runs a check, or expects heartbeats. */
export class Monitor extends VendorResource {
  constructor(name: string, args: Args<MonitorInputs>, options: VendorOptions) {
    super("monitoring:uptimerobot:Monitor", name, args, [], options);
  }
}

/** A public UptimeRobot status page. */
export class StatusPage extends VendorResource<StatusPageOutputs> {
  /** Public address of the page. */
  declare readonly url: Output<string>;

  constructor(name: string, args: Args<StatusPageInputs>, options: VendorOptions) {
    super("monitoring:uptimerobot:StatusPage", name, args, ["url"], options);
  }
}

/** An UptimeRobot maintenance window. During this time, the monitors to which the window applies send no notifications. */
export class MaintenanceWindow extends VendorResource {
  constructor(name: string, args: Args<MaintenanceWindowInputs>, options: VendorOptions) {
    super("monitoring:uptimerobot:MaintenanceWindow", name, args, [], options);
  }
}

/** Looks up an alert contact that was created in UptimeRobot's UI. If it does not exist, the error lists the existing contacts. */
export const lookupAlertContact = (inputs: AlertContactInputs, provider: VendorProvider): Promise<AlertContact> =>
  lookUp<AlertContact>("monitoring:uptimerobot:getAlertContact", inputs, provider);
