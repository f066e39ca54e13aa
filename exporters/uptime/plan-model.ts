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

/** One check, and who makes it. The same key stands in Prometheus (module), in Gatus (name) and at the vendor (tag). */
export interface PlannedCheck {
  readonly key: string;
  /** What it is called at vendors. */
  readonly name: string;
  readonly system: string;
  readonly service: string;
  readonly environment: string;
  readonly owner: string;
  readonly insideUrl: string;
  readonly publicUrl?: string | undefined;
  readonly by: readonly ("blackbox" | "gatus" | "sentry" | OutsideVendor)[];
  /** Whom a vendor tells: keys of contacts, looked up there by that name. */
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

/** Something that exists in a vendor's own pages and is looked up there before anything is made. */
export type UptimeLookup = Planned<{ "uptimerobot:getAlertContact": AlertContactInputs; "betterstack:getPolicy": PolicyInputs }>;

/** What is told on a status page, newest first. */
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
  /** Name of its own within the vendor or the stack, e.g. the subdomain. */
  readonly name: string;
  readonly sections: readonly { readonly title: string; readonly checks: readonly { readonly key: string; readonly title: string }[] }[];
  readonly announcements: readonly PlannedAnnouncement[];
}

/** The vendor's check that stays quiet while beats of the dead man's switch arrive. Whom it notifies (`channels`) is a setting of the stack. */
export interface PlannedDeadMansSwitch {
  /** Key of the secret with the address that beats go to. */
  readonly secret: string;
  readonly resource: Planned<{ "healthchecks:Check": CheckInputs }>;
}

/** Everything of one environment that is checked from outside. */
export interface UptimePlan {
  readonly environment: string;
  /** Undefined where the environment has no dead man's switch. */
  readonly deadMansSwitch?: PlannedDeadMansSwitch;
  readonly outside: "none" | OutsideVendor;
  readonly checks: readonly PlannedCheck[];
  /** What must exist before. */
  readonly lookups: readonly UptimeLookup[];
  /** What is made; a resource refers to those before it only. */
  readonly resources: readonly UptimeResource[];
  readonly statusPages: readonly StatusPage[];
  readonly notPlanned: readonly NotPlanned[];
}
