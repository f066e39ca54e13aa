import { z } from "zod";
import { inOrganization, type Inputs } from "./common";

const integrationId = z.string().regex(/^\d+$/, { error: "expected Sentry's ID of the integration; lookupIntegration returns it" });
const none = { tags: z.string().optional() };

/** An action of an alert: a notification and its recipients. */
export const workflowAction = z.discriminatedUnion("via", [
  z.strictObject({
    via: z.literal("slack"),
    integrationId,
    /** Slack's ID of the channel, for example `C0123456789`. Default: Sentry finds the channel by name. */
    channelId: z.string().min(1).optional(),
    /** Name of the channel, for example `#alerts`. */
    channel: z.string().min(1),
    /** Tags that the notification shows, separated by commas. Default: none. */
    ...none,
    /** Text that is added to the notification, for example a link to a runbook. Default: none. */
    notes: z.string().optional(),
  }),
  z.strictObject({
    via: z.literal("discord"),
    integrationId,
    /** Discord's ID of the channel. */
    channelId: z.string().min(1),
    ...none,
  }),
  z.strictObject({
    via: z.literal("pagerduty"),
    integrationId,
    /** Sentry's ID of the PagerDuty service, from the integration's page in Sentry. */
    serviceId: z.string().min(1),
    /** Name of the PagerDuty service. */
    service: z.string().min(1),
    /** Severity of the PagerDuty incident. Default: Sentry's choice. */
    priority: z.enum(["critical", "warning", "error", "info"]).optional(),
  }),
  z.strictObject({
    via: z.literal("email"),
    /** Recipients of the email: the owners of the issue, a team or a user. */
    to: z.enum(["issue_owners", "team", "user"]),
    /** Sentry's ID of the team or user. Required with `to: team` and `to: user`, otherwise not allowed. */
    targetId: z.string().optional(),
    /** Recipients if an issue has no owner. Default: the active members of the project. */
    fallthrough: z.enum(["AllMembers", "ActiveMembers", "NoOne"]).default("ActiveMembers"),
  }),
]);
export type WorkflowAction = z.input<typeof workflowAction>;

/** Events of an issue after which Sentry evaluates an alert. */
export const workflowTriggers = ["first_seen_event", "issue_resolved_trigger", "reappeared_event", "regression_event"] as const;
/** Levels of events, lowest first. */
export const eventLevels = ["debug", "info", "warning", "error", "fatal"] as const;
/** Priorities of issues, lowest first. */
export const issuePriorities = ["low", "medium", "high"] as const;
/** Repeat intervals that Sentry supports, in minutes. */
export const workflowFrequencies = [0, 5, 10, 30, 60, 180, 720, 1440] as const;

/** Inputs of the Pulumi resource `sentry:Workflow`: an alert on issues. */
export const workflowInputs = {
  ...inOrganization,
  /** Name of the alert, unique within the organisation. */
  name: z.string().min(1).max(256),
  /** Whether the alert is enabled. Default: true. */
  enabled: z.boolean().default(true),
  /** Environment of the issues. Default: all environments. */
  environment: z.string().optional(),
  /** Sentry's IDs of the monitors whose issues the alert handles. */
  detectorIds: z.array(z.string()),
  /** Minimum time between two notifications about one issue, in minutes. Default: 30. */
  frequencyMinutes: z.literal(workflowFrequencies, { error: `allowed: ${workflowFrequencies.join(", ")} minutes` }).default(30),
  /** Events of an issue after which Sentry evaluates the alert. Default: the issue is new, reappears or regresses. */
  triggers: z.array(z.enum(workflowTriggers)).min(1).default(["first_seen_event", "reappeared_event", "regression_event"]),
  /** Minimum level of the event. Default: any. */
  minLevel: z.enum(eventLevels).optional(),
  /** Minimum priority of the issue. Default: any. */
  minPriority: z.enum(issuePriorities).optional(),
  /**
   * The alert handles only issues below this priority. `belowPriority` cannot be combined with `minLevel`, `minPriority` or `events`.
   * Default: all priorities.
   */
  belowPriority: z.enum(issuePriorities).optional(),
  /** The alert handles only issues with more than `moreThan` events in `interval`. Default: any number of events. */
  events: z.strictObject({ moreThan: z.int().min(0), interval: z.enum(["1m", "5m", "15m", "1h", "1d", "1w", "30d"]) }).optional(),
  /** Actions of the alert, at least one. */
  actions: z.array(workflowAction).min(1),
};
export type WorkflowInputs = Inputs<typeof workflowInputs>;

/** Inputs of the lookup of an integration that was installed in Sentry's UI. */
export const integrationInputs = {
  ...inOrganization,
  /** Provider of the integration. */
  provider: z.enum(["slack", "discord", "pagerduty", "msteams", "opsgenie", "github", "jira"]),
  /**
   * Name of the integration in Sentry's UI: the workspace, server or account. Optional if the organisation has only one integration of the
   * provider.
   */
  name: z.string().optional(),
};
export type IntegrationInputs = Inputs<typeof integrationInputs>;

/** Inputs of the lookup of a PagerDuty service in a Sentry integration. */
export const pagerDutyServiceInputs = {
  ...inOrganization,
  /** Sentry's ID of the PagerDuty integration. */
  integrationId: z.string().regex(/^\d+$/),
  /** Name of the PagerDuty service, as on the integration's page in Sentry. */
  service: z.string().min(1),
};
export type PagerDutyServiceInputs = Inputs<typeof pagerDutyServiceInputs>;
