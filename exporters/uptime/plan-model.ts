import type { OutsideVendor } from "../model/environment-vendors";
import type { NotPlanned, Planned } from "../vendor-plan";
import type { HeartbeatInputs, MonitorInputs as BetterStackInputs, PolicyInputs } from "./inputs/betterstack";
import type { StatusPageInputs, StatusPageResourceInputs, StatusPageSectionInputs } from "./inputs/betterstack-pages";
import type { CheckInputs } from "./inputs/healthchecks";
import type {
  AlertContactInputs,
  MonitorInputs as UptimeRobotInputs,
  StatusPageInputs as UptimeRobotPageInputs,
} from "./inputs/uptimerobot";

/** One check, and who runs it. Prometheus (module), Gatus (name) and the vendor (tag) use the same key. */
export interface PlannedCheck {
  readonly key: string;
  /** Its name at vendors. */
  readonly name: string;
  readonly system: string;
  readonly service: string;
  readonly environment: string;
  readonly owner: string;
  readonly insideUrl: string;
  readonly publicUrl?: string | undefined;
  readonly by: readonly ("blackbox" | "gatus" | "sentry" | OutsideVendor)[];
  /** Contacts that a vendor notifies: keys of contacts, looked up there by that name. */
  readonly notify: readonly string[];
}

/** A resource of an uptime vendor, with the inputs of the provider's resource of that type; a monitor's name is the check's key. */
export type UptimeResource = Planned<{
  "uptimerobot:Monitor": UptimeRobotInputs;
  "uptimerobot:StatusPage": UptimeRobotPageInputs;
  "betterstack:Monitor": BetterStackInputs;
  "betterstack:Heartbeat": HeartbeatInputs;
  "betterstack:StatusPage": StatusPageInputs;
  "betterstack:StatusPageSection": StatusPageSectionInputs;
  "betterstack:StatusPageResource": StatusPageResourceInputs;
}>;

/** An existing object at a vendor that is looked up before anything is created. */
export type UptimeLookup = Planned<{ "uptimerobot:getAlertContact": AlertContactInputs; "betterstack:getPolicy": PolicyInputs }>;

/** Announcements on a status page, newest first. */
export interface PlannedAnnouncement {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly type: "outage" | "warning" | "information" | "operational";
  readonly message: string;
  readonly archived: boolean;
}

/** The public page of one system. */
export interface StatusPage {
  readonly system: string;
  readonly by: "gatus" | OutsideVendor;
  readonly title: string;
  /** Unique name within the vendor or the stack, e.g. the subdomain. */
  readonly name: string;
  readonly sections: readonly { readonly title: string; readonly checks: readonly { readonly key: string; readonly title: string }[] }[];
  readonly announcements: readonly PlannedAnnouncement[];
}

/** The vendor's check that is quiet while heartbeats of the dead man's switch arrive. The channels it notifies (`channels`) are a setting of the stack. */
export interface PlannedDeadMansSwitch {
  /** Key of the secret with the URL for heartbeats. */
  readonly secret: string;
  readonly resource: Planned<{ "healthchecks:Check": CheckInputs }>;
}

/** One environment's plan of external monitors. */
export interface UptimePlan {
  readonly environment: string;
  /** Undefined if the environment has no dead man's switch. */
  readonly deadMansSwitch?: PlannedDeadMansSwitch;
  readonly outside: "none" | OutsideVendor;
  readonly checks: readonly PlannedCheck[];
  /** Look-ups of existing objects. */
  readonly lookups: readonly UptimeLookup[];
  /** Resources to create; a resource refers only to earlier ones. */
  readonly resources: readonly UptimeResource[];
  readonly statusPages: readonly StatusPage[];
  readonly notPlanned: readonly NotPlanned[];
}
