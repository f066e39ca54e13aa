import { z } from "zod";
import { compact, objectOf, textOf, type Json } from "../json";

const integrationId = z.string().regex(/^\d+$/, { error: "Sentry's id of the integration is wanted; lookupIntegration gives it" });
const none = { tags: z.string().optional() };

/** Who is told, and by what way. */
export const action = z.discriminatedUnion("via", [
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

export type Action = z.output<typeof action>;

const specific = (targetIdentifier: string, targetDisplay: string | null): Json => ({
  targetType: "specific",
  targetIdentifier,
  targetDisplay,
});

/** An action as Sentry wants it. */
export function actionBody(one: Action): Json {
  switch (one.via) {
    case "slack":
      return {
        type: "slack",
        integrationId: one.integrationId,
        config: specific(one.channelId ?? "", one.channel),
        data: compact({ tags: one.tags, notes: one.notes }),
      };
    case "discord":
      return {
        type: "discord",
        integrationId: one.integrationId,
        config: specific(one.channelId, null),
        data: compact({ tags: one.tags }),
      };
    case "pagerduty":
      return {
        type: "pagerduty",
        integrationId: one.integrationId,
        config: specific(one.serviceId, one.service),
        data: compact({ priority: one.priority }),
      };
    case "email":
      return {
        type: "email",
        config: compact({ targetType: one.to, targetIdentifier: one.targetId }),
        data: { fallthroughType: one.fallthrough },
      };
  }
}

/** An action of an answer as inputs; undefined for one that this program could not have made. */
export function actionInput(remote: Json): Action | undefined {
  const config = objectOf(remote["config"]);
  const data = objectOf(remote["data"]);
  const target = textOf(config["targetIdentifier"]);
  const id = target === "" ? undefined : target;
  const filled = (value: unknown): string | undefined => (value === "" ? undefined : textOf(value));
  const common = { via: remote["type"], integrationId: textOf(remote["integrationId"]) };
  const fields =
    remote["type"] === "slack"
      ? { ...common, channelId: id, channel: config["targetDisplay"], tags: filled(data["tags"]), notes: filled(data["notes"]) }
      : remote["type"] === "discord"
        ? { ...common, channelId: id, tags: filled(data["tags"]) }
        : remote["type"] === "pagerduty"
          ? { ...common, serviceId: id, service: config["targetDisplay"], priority: filled(data["priority"]) }
          : { via: remote["type"], to: config["targetType"], targetId: id, fallthrough: data["fallthroughType"] };
  const parsed = action.safeParse(compact(fields)).data;
  return parsed === undefined ? undefined : (compact(parsed) as Action);
}
