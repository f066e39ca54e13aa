import type { Output } from "@pulumi/pulumi";
import { lookUp, VendorResource, type Args, type VendorOptions, type VendorProvider } from "../resource";
import type { TeamInputs, TeamOutputs } from "./team";
import type { ProjectInputs, ProjectOutputs } from "./project";
import type { KeyInputs, KeyOutputs } from "./key";
import type { InboundFilterInputs } from "./inbound-filter";
import type { SpikeProtectionInputs } from "./spike-protection";
import type { OwnershipInputs } from "./ownership";
import type { UptimeDetectorInputs } from "./uptime-detector";
import type { CronDetectorInputs, CronDetectorOutputs } from "./cron-detector";
import type { MetricDetectorInputs } from "./metric-detector";
import type { WorkflowInputs } from "./workflow";
import type { ErrorDetectorInputs } from "./error-detector";
import type { Integration, IntegrationInputs } from "./integration";
import type { PagerDutyService, PagerDutyServiceInputs } from "./pagerduty-service";

/** A Sentry team. */
export class Team extends VendorResource<TeamOutputs> {
  /** Sentry's numeric id of the team, for owners: `team:<teamId>`. */
  declare readonly teamId: Output<string>;

  constructor(name: string, args: Args<TeamInputs>, options: VendorOptions) {
    super("monitoring:sentry:Team", name, args, ["teamId"], options);
  }
}

/** A Sentry project, with its personal data settings. */
export class Project extends VendorResource<ProjectOutputs> {
  /** Sentry's numeric id of the project. */
  declare readonly projectId: Output<string>;

  constructor(name: string, args: Args<ProjectInputs>, options: VendorOptions) {
    super("monitoring:sentry:Project", name, args, ["projectId"], options);
  }
}

/** A key of a project, with the DSN that an application needs. */
export class Key extends VendorResource<KeyOutputs> {
  /** The address for an application's events; a secret. */
  declare readonly dsn: Output<string>;

  constructor(name: string, args: Args<KeyInputs>, options: VendorOptions) {
    super("monitoring:sentry:Key", name, args, ["dsn"], options);
  }
}

/** An inbound filter, which drops noise before it counts towards the quota. */
export class InboundFilter extends VendorResource {
  constructor(name: string, args: Args<InboundFilterInputs>, options: VendorOptions) {
    super("monitoring:sentry:InboundFilter", name, args, [], options);
  }
}

/** Spike protection: whether Sentry drops a flood of events before it uses up the quota. */
export class SpikeProtection extends VendorResource {
  constructor(name: string, args: Args<SpikeProtectionInputs>, options: VendorOptions) {
    super("monitoring:sentry:SpikeProtection", name, args, [], options);
  }
}

/** Ownership rules for issues of a project. */
export class Ownership extends VendorResource {
  constructor(name: string, args: Args<OwnershipInputs>, options: VendorOptions) {
    super("monitoring:sentry:Ownership", name, args, [], options);
  }
}

/** The error monitor of a project, which Sentry creates itself. Alerts refer to its `vendorId`. */
export class ErrorDetector extends VendorResource {
  constructor(name: string, args: Args<ErrorDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:ErrorDetector", name, args, [], options);
  }
}

/** A Sentry uptime monitor, which requests an address. */
export class UptimeDetector extends VendorResource {
  constructor(name: string, args: Args<UptimeDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:UptimeDetector", name, args, [], options);
  }
}

/** A Sentry cron monitor, which expects check-ins of a job. */
export class CronDetector extends VendorResource<CronDetectorOutputs> {
  /** The slug in the job's check-ins. */
  declare readonly monitorSlug: Output<string>;

  constructor(name: string, args: Args<CronDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:CronDetector", name, args, ["monitorSlug"], options);
  }
}

/** A Sentry metric monitor, which watches a value computed from events. */
export class MetricDetector extends VendorResource {
  constructor(name: string, args: Args<MetricDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:MetricDetector", name, args, [], options);
  }
}

/** A Sentry alert: its monitors, its conditions, and who is notified. */
export class Workflow extends VendorResource {
  constructor(name: string, args: Args<WorkflowInputs>, options: VendorOptions) {
    super("monitoring:sentry:Workflow", name, args, [], options);
  }
}

/** Looks up an integration that was installed in Sentry's UI. An error lists the existing ones. */
export const lookupIntegration = (inputs: IntegrationInputs, provider: VendorProvider): Promise<Integration> =>
  lookUp<Integration>("monitoring:sentry:getIntegration", inputs, provider);

/** Looks up a PagerDuty service in the installed integration. An error lists the existing ones. */
export const lookupPagerDutyService = (inputs: PagerDutyServiceInputs, provider: VendorProvider): Promise<PagerDutyService> =>
  lookUp<PagerDutyService>("monitoring:sentry:getPagerDutyService", inputs, provider);
