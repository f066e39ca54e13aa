import { z } from "zod";
import { inOrganization, type Inputs } from "./common";

const integrationId = z.string().regex(/^\d+$/, { error: "expected Sentry's ID of the integration; lookupIntegration returns it" });
const none = { tags: z.string().optional() };

/** An alert's action: whom it notifies, and how. */
export const workflowAction = z.discriminatedUnion("via", [
  z.strictObject({
    via: z.literal("slack"),
    integrationId,
    /** Slack's ID of the channel, like `C0123456789`. Default: Sentry finds it by name. */
    channelId: z.string().min(1).optional(),
    /** Name of the channel, like `#alerts`. */
    channel: z.string().min(1),
    /** Tags shown in the message, separated by commas. Default: none. */
    ...none,
    /** Text added to the message, like a link to a runbook. Default: none. */
    notes: z.string().optional(),
  }),
  z.strictObject({
    via: z.literal("discord"),
    integrationId,
    /** Discord's id of the channel. */
    channelId: z.string().min(1),
    ...none,
  }),
  z.strictObject({
    via: z.literal("pagerduty"),
    integrationId,
    /** Sentry's id of the PagerDuty service, from the integration's page. */
    serviceId: z.string().min(1),
    /** Its name. */
    service: z.string().min(1),
    /** Severity of the incident. Default: Sentry's choice. */
    priority: z.enum(["critical", "warning", "error", "info"]).optional(),
  }),
  z.strictObject({
    via: z.literal("email"),
    /** Recipient of the email. */
    to: z.enum(["issue_owners", "team", "user"]),
    /** Sentry's id of the team or user. */
    targetId: z.string().optional(),
    /** Recipients when an issue has no owner. Default: active members. */
    fallthrough: z.enum(["AllMembers", "ActiveMembers", "NoOne"]).default("ActiveMembers"),
  }),
]);
export type WorkflowAction = z.input<typeof workflowAction>;

/** Events that trigger an alert's evaluation of an issue. */
export const workflowTriggers = ["first_seen_event", "issue_resolved_trigger", "reappeared_event", "regression_event"] as const;
/** Levels of events, lowest first. */
export const eventLevels = ["debug", "info", "warning", "error", "fatal"] as const;
/** Priorities of issues, lowest first. */
export const issuePriorities = ["low", "medium", "high"] as const;
/** Repeat intervals that Sentry supports, in minutes. */
export const workflowFrequencies = [0, 5, 10, 30, 60, 180, 720, 1440] as const;

/** Inputs of an alert. */
export const workflowInputs = {
  ...inOrganization,
  /** Name of the alert; unique within the organization. */
  name: z.string().min(1).max(256),
  /** Whether it is enabled. Default: true. */
  enabled: z.boolean().default(true),
  /** Environment of the issues. Default: all. */
  environment: z.string().optional(),
  /** Sentry's IDs of the monitors whose issues it handles. */
  detectorIds: z.array(z.string()),
  /** Minimum minutes between two notifications about one issue. Default: 30. */
  frequencyMinutes: z.literal(workflowFrequencies, { error: `allowed: ${workflowFrequencies.join(", ")} minutes` }).default(30),
  /** When it evaluates an issue. Default: new, reappeared and regressed. */
  triggers: z.array(z.enum(workflowTriggers)).min(1).default(["first_seen_event", "reappeared_event", "regression_event"]),
  /** Minimum level of the event. Default: any. */
  minLevel: z.enum(eventLevels).optional(),
  /** Minimum priority of the issue. Default: any. */
  minPriority: z.enum(issuePriorities).optional(),
  /** Only issues below this priority; cannot be combined with another condition. */
  belowPriority: z.enum(issuePriorities).optional(),
  /** Only with more than this number of events in the interval. Default: any number. */
  events: z.strictObject({ moreThan: z.int().min(0), interval: z.enum(["1m", "5m", "15m", "1h", "1d", "1w", "30d"]) }).optional(),
  /** Its actions. */
  actions: z.array(workflowAction).min(1),
};
export type WorkflowInputs = Inputs<typeof workflowInputs>;

/** Look-up of an integration that was installed in Sentry's UI. */
export const integrationInputs = {
  ...inOrganization,
  /** Provider of the integration. */
  provider: z.enum(["slack", "discord", "pagerduty", "msteams", "opsgenie", "github", "jira"]),
  /** Its name in Sentry's UI: the workspace, the server or the account. Optional if there is only one. */
  name: z.string().optional(),
};
export type IntegrationInputs = Inputs<typeof integrationInputs>;

/** Look-up of a PagerDuty service in a Sentry integration. */
export const pagerDutyServiceInputs = {
  ...inOrganization,
  /** Sentry's id of the PagerDuty integration. */
  integrationId: z.string().regex(/^\d+$/),
  /** Name of the service, as on the integration's page. */
  service: z.string().min(1),
};
export type PagerDutyServiceInputs = Inputs<typeof pagerDutyServiceInputs>;
