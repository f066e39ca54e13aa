import type { z } from "zod";
import { workflowAction as action } from "../../../../exporters/sentry/inputs/workflow";
import { compact, objectOf, textOf, type Json } from "../json";

export type Action = z.output<typeof action>;

/** The types of actions that this provider can create. */
export const knownActions: readonly Action["via"][] = action.options.map(({ shape }) => shape.via.value);

const specific = (targetIdentifier: string, targetDisplay: string | null): Json => ({
  targetType: "specific",
  targetIdentifier,
  targetDisplay,
});

/** Converts an action to Sentry's format. */
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

/** Converts an action in a response to inputs; undefined for an action that this provider cannot create. */
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
