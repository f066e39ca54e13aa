import type { NotPlanned, Planned } from "../vendor-plan";
import type { CronDetectorInputs, MetricDetectorInputs, UptimeDetectorInputs } from "./inputs/detectors";
import type { InboundFilterInputs, InProjectInputs, KeyInputs, OwnershipInputs, ProjectInputs, TeamInputs } from "./inputs/projects";
import type { IntegrationInputs, PagerDutyServiceInputs, WorkflowInputs } from "./inputs/workflow";

/** A planned Sentry resource: a type of the provider, with the type's inputs. */
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
/** A planned uptime, cron or metric monitor at Sentry. */
export type SentryDetector = Extract<SentryResource, { type: "sentry:UptimeDetector" | "sentry:CronDetector" | "sentry:MetricDetector" }>;

/** A lookup of an existing Sentry object. Lookups run before anything is created. */
export type SentryLookup = Planned<{
  "sentry:getIntegration": IntegrationInputs;
  "sentry:getPagerDutyService": PagerDutyServiceInputs;
}>;

/** Plan of the Sentry resources of one environment. */
export interface SentryPlan {
  readonly environment: string;
  readonly url: string;
  readonly organization: string;
  /** Lookups of existing objects. A lookup may refer only to earlier lookups. */
  readonly lookups: readonly SentryLookup[];
  /** Resources to create. A resource may refer only to earlier resources and to lookups. */
  readonly resources: readonly SentryResource[];
  readonly notPlanned: readonly NotPlanned[];
}
