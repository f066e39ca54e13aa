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

/** A team of Sentry. */
export class Team extends VendorResource<TeamOutputs> {
  /** Sentry's number of the team, for owners: `team:<teamId>`. */
  declare readonly teamId: Output<string>;

  constructor(name: string, args: Args<TeamInputs>, options: VendorOptions) {
    super("monitoring:sentry:Team", name, args, ["teamId"], options);
  }
}

/** A project of Sentry with its rules on personal data. */
export class Project extends VendorResource<ProjectOutputs> {
  /** Sentry's number of the project. */
  declare readonly projectId: Output<string>;

  constructor(name: string, args: Args<ProjectInputs>, options: VendorOptions) {
    super("monitoring:sentry:Project", name, args, ["projectId"], options);
  }
}

/** A key of a project, with the DSN that an application needs. */
export class Key extends VendorResource<KeyOutputs> {
  /** The address that an application sends its events to; a secret. */
  declare readonly dsn: Output<string>;

  constructor(name: string, args: Args<KeyInputs>, options: VendorOptions) {
    super("monitoring:sentry:Key", name, args, ["dsn"], options);
  }
}

/** One of the filters that drop noise before it is counted. */
export class InboundFilter extends VendorResource {
  constructor(name: string, args: Args<InboundFilterInputs>, options: VendorOptions) {
    super("monitoring:sentry:InboundFilter", name, args, [], options);
  }
}

/** Whether a flood of events of a project is cut off before it uses up the quota. */
export class SpikeProtection extends VendorResource {
  constructor(name: string, args: Args<SpikeProtectionInputs>, options: VendorOptions) {
    super("monitoring:sentry:SpikeProtection", name, args, [], options);
  }
}

/** Who owns which issues of a project. */
export class Ownership extends VendorResource {
  constructor(name: string, args: Args<OwnershipInputs>, options: VendorOptions) {
    super("monitoring:sentry:Ownership", name, args, [], options);
  }
}

/** The monitor of a project's errors, which Sentry makes itself; its `vendorId` is what alerts listen to. */
export class ErrorDetector extends VendorResource {
  constructor(name: string, args: Args<ErrorDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:ErrorDetector", name, args, [], options);
  }
}

/** A monitor of Sentry that asks for an address. */
export class UptimeDetector extends VendorResource {
  constructor(name: string, args: Args<UptimeDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:UptimeDetector", name, args, [], options);
  }
}

/** A monitor of Sentry that waits for the check-ins of a job. */
export class CronDetector extends VendorResource<CronDetectorOutputs> {
  /** What the job names in its check-ins. */
  declare readonly monitorSlug: Output<string>;

  constructor(name: string, args: Args<CronDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:CronDetector", name, args, ["monitorSlug"], options);
  }
}

/** A monitor of Sentry that watches a number made from events. */
export class MetricDetector extends VendorResource {
  constructor(name: string, args: Args<MetricDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:MetricDetector", name, args, [], options);
  }
}

/** An alert of Sentry: which monitors, when, and who is told. */
export class Workflow extends VendorResource {
  constructor(name: string, args: Args<WorkflowInputs>, options: VendorOptions) {
    super("monitoring:sentry:Workflow", name, args, [], options);
  }
}

/** The integration that was installed in Sentry's pages; an error names those there are. */
export const lookupIntegration = (inputs: IntegrationInputs, provider: VendorProvider): Promise<Integration> =>
  lookUp<Integration>("monitoring:sentry:getIntegration", inputs, provider);

/** A service of PagerDuty that the installed integration knows; an error names those there are. */
export const lookupPagerDutyService = (inputs: PagerDutyServiceInputs, provider: VendorProvider): Promise<PagerDutyService> =>
  lookUp<PagerDutyService>("monitoring:sentry:getPagerDutyService", inputs, provider);
