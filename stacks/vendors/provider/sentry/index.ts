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

/** A Sentry team. It owns projects and is notified about their issues. */
export class Team extends VendorResource<TeamOutputs> {
  /** Sentry's numeric ID of the team. Inputs for owners have the form `team:<teamId>`. */
  declare readonly teamId: Output<string>;

  constructor(name: string, args: Args<TeamInputs>, options: VendorOptions) {
    super("monitoring:sentry:Team", name, args, ["teamId"], options);
  }
}

/** A Sentry project, including its settings for personal data. */
export class Project extends VendorResource<ProjectOutputs> {
  /** Sentry's numeric ID of the project. */
  declare readonly projectId: Output<string>;

  constructor(name: string, args: Args<ProjectInputs>, options: VendorOptions) {
    super("monitoring:sentry:Project", name, args, ["projectId"], options);
  }
}

/** A client key of a project. Its DSN is the address to which an application sends events. */
export class Key extends VendorResource<KeyOutputs> {
  /** The address to which an application sends events. It is a secret. */
  declare readonly dsn: Output<string>;

  constructor(name: string, args: Args<KeyInputs>, options: VendorOptions) {
    super("monitoring:sentry:Key", name, args, ["dsn"], options);
  }
}

/** An inbound filter of a project. It drops unwanted events before they count towards the quota. */
export class InboundFilter extends VendorResource {
  constructor(name: string, args: Args<InboundFilterInputs>, options: VendorOptions) {
    super("monitoring:sentry:InboundFilter", name, args, [], options);
  }
}

/** Spike protection of a project. During a spike, Sentry drops events, so that the spike does not use up the quota. */
export class SpikeProtection extends VendorResource {
  constructor(name: string, args: Args<SpikeProtectionInputs>, options: VendorOptions) {
    super("monitoring:sentry:SpikeProtection", name, args, [], options);
  }
}

/** The ownership rules for the issues of a project. */
export class Ownership extends VendorResource {
  constructor(name: string, args: Args<OwnershipInputs>, options: VendorOptions) {
    super("monitoring:sentry:Ownership", name, args, [], options);
  }
}

/** The error monitor of a project. Sentry creates it with the project. Alerts refer to its `vendorId`. */
export class ErrorDetector extends VendorResource {
  constructor(name: string, args: Args<ErrorDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:ErrorDetector", name, args, [], options);
  }
}

/** A Sentry uptime monitor. It sends requests to an address. */
export class UptimeDetector extends VendorResource {
  constructor(name: string, args: Args<UptimeDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:UptimeDetector", name, args, [], options);
  }
}

/** A Sentry cron monitor. It expects check-ins from a job. */
export class CronDetector extends VendorResource<CronDetectorOutputs> {
  /** The slug that the job uses in its check-ins. */
  declare readonly monitorSlug: Output<string>;

  constructor(name: string, args: Args<CronDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:CronDetector", name, args, ["monitorSlug"], options);
  }
}

/** A Sentry metric monitor. It watches a value that Sentry computes from events. */
export class MetricDetector extends VendorResource {
  constructor(name: string, args: Args<MetricDetectorInputs>, options: VendorOptions) {
    super("monitoring:sentry:MetricDetector", name, args, [], options);
  }
}

/** A Sentry alert. It has monitors, conditions and recipients. */
export class Workflow extends VendorResource {
  constructor(name: string, args: Args<WorkflowInputs>, options: VendorOptions) {
    super("monitoring:sentry:Workflow", name, args, [], options);
  }
}

/** Looks up an integration that was installed in Sentry's UI. If it does not exist, the error lists the existing integrations. */
export const lookupIntegration = (inputs: IntegrationInputs, provider: VendorProvider): Promise<Integration> =>
  lookUp<Integration>("monitoring:sentry:getIntegration", inputs, provider);

/** Looks up a PagerDuty service in the installed integration. If the service does not exist, the error lists the existing services. */
export const lookupPagerDutyService = (inputs: PagerDutyServiceInputs, provider: VendorProvider): Promise<PagerDutyService> =>
  lookUp<PagerDutyService>("monitoring:sentry:getPagerDutyService", inputs, provider);
