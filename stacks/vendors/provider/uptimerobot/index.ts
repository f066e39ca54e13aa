import type { Output } from "@pulumi/pulumi";
import { lookUp, VendorResource, type Args, type VendorOptions, type VendorProvider } from "../resource";
import type { MonitorInputs } from "./monitor";
import type { StatusPageInputs, StatusPageOutputs } from "./status-page";
import type { MaintenanceWindowInputs } from "./maintenance-window";
import type { AlertContact, AlertContactInputs } from "./alert-contact";

/** A monitor of UptimeRobot. */
export class Monitor extends VendorResource {
  constructor(name: string, args: Args<MonitorInputs>, options: VendorOptions) {
    super("monitoring:uptimerobot:Monitor", name, args, [], options);
  }
}

/** A public status page of UptimeRobot. */
export class StatusPage extends VendorResource<StatusPageOutputs> {
  /** Public address of the page. */
  declare readonly url: Output<string>;

  constructor(name: string, args: Args<StatusPageInputs>, options: VendorOptions) {
    super("monitoring:uptimerobot:StatusPage", name, args, ["url"], options);
  }
}

/** A time in which monitors of UptimeRobot are quiet. */
export class MaintenanceWindow extends VendorResource {
  constructor(name: string, args: Args<MaintenanceWindowInputs>, options: VendorOptions) {
    super("monitoring:uptimerobot:MaintenanceWindow", name, args, [], options);
  }
}

/** The alert contact that was made in UptimeRobot's pages; an error names those there are. */
export const lookupAlertContact = (inputs: AlertContactInputs, provider: VendorProvider): Promise<AlertContact> =>
  lookUp<AlertContact>("monitoring:uptimerobot:getAlertContact", inputs, provider);
