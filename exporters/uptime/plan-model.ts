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

/** Who is notified when a check fails. Each field is for one program or vendor that notifies. */
export interface Notified {
  /**
   * The owner's contacts to which Alertmanager sends the alerts of Prometheus and Gatus: for each contact, the key of its secret, or its
   * email address.
   */
  readonly alertmanager: readonly string[];
  /**
   * Names of UptimeRobot's alert contacts: the names in `alertmanager`. On a pricing plan that notifies at the first failure, contacts that
   * page are left out unless the check sets `failures`. If no contact remains, contacts for a milder severity are notified.
   */
  readonly uptimerobot?: readonly string[];
  /** Better Stack's escalation policy, or the person on call if the check's severity starts no policy. */
  readonly betterstack?: readonly string[];
}

/** One check, and the programs and vendors that run the check. */
export interface PlannedCheck {
  readonly key: string;
  /** Name that the vendors show. */
  readonly name: string;
  readonly system: string;
  readonly service: string;
  readonly environment: string;
  readonly owner: string;
  readonly insideUrl: string;
  readonly publicUrl?: string | undefined;
  readonly by: readonly ("blackbox" | "gatus" | "sentry" | OutsideVendor)[];
  /** Severity of the alerts about a failure. */
  readonly severity: "critical" | "warning";
  readonly notify: Notified;
}

/**
 * A planned resource of an uptime vendor, with the inputs of the provider's type. A monitor's resource has the key of its check or job as
 * the name; `inputs.name` is the name at the vendor.
 */
export type UptimeResource = Planned<{
  "uptimerobot:Monitor": UptimeRobotInputs;
  "uptimerobot:StatusPage": UptimeRobotPageInputs;
  "betterstack:Monitor": BetterStackInputs;
  "betterstack:Heartbeat": HeartbeatInputs;
  "betterstack:StatusPage": StatusPageInputs;
  "betterstack:StatusPageSection": StatusPageSectionInputs;
  "betterstack:StatusPageResource": StatusPageResourceInputs;
}>;

/** A lookup of an existing object at a vendor. Lookups run before anything is created. */
export type UptimeLookup = Planned<{ "uptimerobot:getAlertContact": AlertContactInputs; "betterstack:getPolicy": PolicyInputs }>;

/** An announcement on a status page. */
export interface PlannedAnnouncement {
  /** Time of the announcement: ISO 8601 in UTC. */
  readonly at: string;
  readonly type: "outage" | "warning" | "information" | "operational";
  readonly message: string;
  readonly archived: boolean;
}

/** The status page of one system, or the system's part of the page that all systems share. */
export interface StatusPage {
  readonly system: string;
  readonly by: "gatus" | OutsideVendor;
  readonly title: string;
  /**
   * Name of the page, unique at the vendor or in the stack. All systems' parts of a shared page have the same name. At Better Stack, the
   * name is the subdomain.
   */
  readonly name: string;
  /**
   * Public address at which a reverse proxy publishes a page of Gatus. Undefined without a reverse proxy, and for a page at a vendor, which
   * assigns the address when it creates the page.
   */
  readonly url?: string;
  readonly sections: readonly { readonly title: string; readonly checks: readonly { readonly key: string; readonly title: string }[] }[];
  readonly announcements: readonly PlannedAnnouncement[];
}

/**
 * The check at the Healthchecks server for the dead man's switch. The server notifies when no heartbeat arrives. The channels to notify
 * (`channels`) are a setting of the stack.
 */
export interface PlannedDeadMansSwitch {
  /** Key of the secret with the URL that receives heartbeats. */
  readonly secret: string;
  readonly resource: Planned<{ "healthchecks:Check": CheckInputs }>;
}

/** Plan of one environment's checks, external monitors, status pages and dead man's switch. */
export interface UptimePlan {
  readonly environment: string;
  /** Undefined if the environment has no dead man's switch. */
  readonly deadMansSwitch?: PlannedDeadMansSwitch;
  readonly outside: "none" | OutsideVendor;
  readonly checks: readonly PlannedCheck[];
  /** Lookups of existing objects at the vendor. */
  readonly lookups: readonly UptimeLookup[];
  /** Resources to create. A resource may refer only to earlier resources and to lookups. */
  readonly resources: readonly UptimeResource[];
  readonly statusPages: readonly StatusPage[];
  readonly notPlanned: readonly NotPlanned[];
}
