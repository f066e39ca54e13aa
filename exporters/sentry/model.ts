import type { NotPlanned, Planned } from "../vendor-plan";
import type { CronDetectorInputs, MetricDetectorInputs, UptimeDetectorInputs } from "./inputs/detectors";
import type { InboundFilterInputs, InProjectInputs, KeyInputs, OwnershipInputs, ProjectInputs, TeamInputs } from "./inputs/projects";
import type { IntegrationInputs, PagerDutyServiceInputs, WorkflowInputs } from "./inputs/workflow";

/** A resource at Sentry, with the inputs of the provider's resource of that type. */
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
/** A monitor of Sentry that the catalogue asks for. */
export type SentryDetector = Extract<SentryResource, { type: "sentry:UptimeDetector" | "sentry:CronDetector" | "sentry:MetricDetector" }>;

/** Something that exists in Sentry's own pages and is looked up there before anything is made. */
export type SentryLookup = Planned<{
  "sentry:getIntegration": IntegrationInputs;
  "sentry:getPagerDutyService": PagerDutyServiceInputs;
}>;

/** Everything of one environment at Sentry. */
export interface SentryPlan {
  readonly environment: string;
  readonly url: string;
  readonly organization: string;
  /** What must exist before; a look-up may refer to one before it. */
  readonly lookups: readonly SentryLookup[];
  /** What is made; a resource refers to those before it only. */
  readonly resources: readonly SentryResource[];
  readonly notPlanned: readonly NotPlanned[];
}
