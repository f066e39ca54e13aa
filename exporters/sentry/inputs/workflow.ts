import { z } from "zod";
import { inOrganization, type Inputs } from "./common";

const integrationId = z.string().regex(/^\d+$/, { error: "Sentry's id of the integration is expected; lookupIntegration gives it" });
const none = { tags: z.string().optional() };

/** Whom an alert notifies, and how. */
export const workflowAction = z.discriminatedUnion("via", [
  z.strictObject({
    via: z.literal("slack"),
    integrationId,
    /** Slack's id of the channel, like `C0123456789`; Sentry finds it by the name when left out. */
    channelId: z.string().min(1).optional(),
    /** Its name, like `#alerts`. */
    channel: z.string().min(1),
    /** Tags shown in the message, separated by commas; none by default. */
    ...none,
    /** A text added to the message, like a link to a runbook; none by default. */
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
    /** Severity it is sent with; Sentry's own choice by default. */
    priority: z.enum(["critical", "warning", "error", "info"]).optional(),
  }),
  z.strictObject({
    via: z.literal("email"),
    /** Who gets the mail. */
    to: z.enum(["issue_owners", "team", "user"]),
    /** Sentry's id of the team or user. */
    targetId: z.string().optional(),
    /** Who gets it when an issue has no owner; active members by default. */
    fallthrough: z.enum(["AllMembers", "ActiveMembers", "NoOne"]).default("ActiveMembers"),
  }),
]);
export type WorkflowAction = z.input<typeof workflowAction>;

/** What makes an alert look at an issue. */
export const workflowTriggers = ["first_seen_event", "issue_resolved_trigger", "reappeared_event", "regression_event"] as const;
/** Levels of events, the lowest first. */
export const eventLevels = ["debug", "info", "warning", "error", "fatal"] as const;
/** Priorities of issues, the lowest first. */
export const issuePriorities = ["low", "medium", "high"] as const;
/** Minutes between two messages about one issue that Sentry offers. */
export const workflowFrequencies = [0, 5, 10, 30, 60, 180, 720, 1440] as const;

/** Inputs of an alert. */
export const workflowInputs = {
  ...inOrganization,
  /** Name of the alert; one alert of the organization for each name. */
  name: z.string().min(1).max(256),
  /** Whether it notifies. Default true. */
  enabled: z.boolean().default(true),
  /** Environment it is about; all by default. */
  environment: z.string().optional(),
  /** Sentry's ids of the monitors it listens to. */
  detectorIds: z.array(z.string()),
  /** Least minutes between two messages about one issue; 30 by default. */
  frequencyMinutes: z.literal(workflowFrequencies, { error: `allowed: ${workflowFrequencies.join(", ")} minutes` }).default(30),
  /** When it looks at an issue: new, seen again after it was resolved, and so on. New, reappeared and regressed by default. */
  triggers: z.array(z.enum(workflowTriggers)).min(1).default(["first_seen_event", "reappeared_event", "regression_event"]),
  /** Least level of the event; any by default. */
  minLevel: z.enum(eventLevels).optional(),
  /** Least priority of the issue; any by default. */
  minPriority: z.enum(issuePriorities).optional(),
  /** Only issues of less than this priority; with no other condition. */
  belowPriority: z.enum(issuePriorities).optional(),
  /** More than so many events in the interval; any number by default. */
  events: z.strictObject({ moreThan: z.int().min(0), interval: z.enum(["1m", "5m", "15m", "1h", "1d", "1w", "30d"]) }).optional(),
  /** Whom it notifies. */
  actions: z.array(workflowAction).min(1),
};
export type WorkflowInputs = Inputs<typeof workflowInputs>;

/** What names an integration that was installed in Sentry's pages. */
export const integrationInputs = {
  ...inOrganization,
  /** What it connects to. */
  provider: z.enum(["slack", "discord", "pagerduty", "msteams", "opsgenie", "github", "jira"]),
  /** Its name in Sentry's pages: the workspace, the server, the account. May be left out when there is one only. */
  name: z.string().optional(),
};
export type IntegrationInputs = Inputs<typeof integrationInputs>;

/** What names a service of PagerDuty that an integration of Sentry knows. */
export const pagerDutyServiceInputs = {
  ...inOrganization,
  /** Sentry's id of the PagerDuty integration. */
  integrationId: z.string().regex(/^\d+$/),
  /** Name of the service, as the integration's page lists it. */
  service: z.string().min(1),
};
export type PagerDutyServiceInputs = Inputs<typeof pagerDutyServiceInputs>;
