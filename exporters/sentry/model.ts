import type { NotPlanned, Planned } from "../vendor-plan";
import type { CronDetectorInputs, MetricDetectorInputs, UptimeDetectorInputs } from "./inputs/detectors";
import type { InboundFilterInputs, InProjectInputs, KeyInputs, OwnershipInputs, ProjectInputs, TeamInputs } from "./inputs/projects";
import type { IntegrationInputs, PagerDutyServiceInputs, WorkflowInputs } from "./inputs/workflow";

/** A Sentry resource, with the inputs of the provider's resource of that type. */
export type SentryResource = Planned<{
  "sentry:Team": TeamInputs;
  "sentry:Project": ProjectInputs;
  "sentry:Key": KeyInputs;
  "sentry:InboundFilter": InboundFilterInputs;
  "sentry:SpikeProtection": InProjectInputs;
  "sentry:Ownership": OwnershipInputs;
  "sentry:ErrorDetector": InProjectInputs;
  "sentry:UptimeDetector": UptimeDetectorInputs;
  "sentry:CronDetector": CronDetectorInputs;
  "sentry:MetricDetector": MetricDetectorInputs;
  "sentry:Workflow": WorkflowInputs;
}>;
/** A Sentry monitor from the catalogue. */
export type SentryDetector = Extract<SentryResource, { type: "sentry:UptimeDetector" | "sentry:CronDetector" | "sentry:MetricDetector" }>;

/** An existing Sentry object that is looked up before anything is created. */
export type SentryLookup = Planned<{
  "sentry:getIntegration": IntegrationInputs;
  "sentry:getPagerDutyService": PagerDutyServiceInputs;
}>;

/** One environment's Sentry plan. */
export interface SentryPlan {
  readonly environment: string;
  readonly url: string;
  readonly organization: string;
  /** Look-ups of existing objects; a look-up may refer to an earlier one. */
  readonly lookups: readonly SentryLookup[];
  /** Resources to create; a resource refers only to earlier ones. */
  readonly resources: readonly SentryResource[];
  readonly notPlanned: readonly NotPlanned[];
}
