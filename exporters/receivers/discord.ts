import { z } from "zod";
import { nameSchema } from "../model/name";
import { object } from "../model/object";
import { anywhere } from "../programs/calls";
import type { Medium, ReceiverType } from "./model";

const schema = object({ via: z.literal("discord"), channel: nameSchema });

const raw = String.raw;

const medium: Medium = {
  strong: (text) => `**${text}**`,
  link: (text, url) => `[${text}](${url})`,
  between: " · ",
  escape: (text) => raw`(reReplaceAll "[\\[\\]\\\\*_~|\\x60<>()#@:]" "\\$0" ${text})`,
  // Discord refuses a description of more than 4,096 characters.
  room: 3500,
};

/** A Discord channel, notified through a webhook. */
export const discord = {
  via: "discord",
  schema,
  key: "channel",
  secret: true,
  text: ({ channel }) => `Discord #${channel}`,
  egress: () => anywhere,
  alertmanager: {
    field: "discord_configs",
    sender: ({ message, secretFile }) => ({
      send_resolved: true,
      webhook_url_file: secretFile(),
      title: message.title(medium),
      message: message.body(medium),
    }),
  },
  operator: {
    field: "discordConfigs",
    sender: ({ send_resolved, webhook_url_file, ...same }, { secret }) => ({
      ...same,
      sendResolved: send_resolved,
      apiURL: secret(webhook_url_file),
    }),
  },
  demoPath: ({ channel }) => `discord/${channel}`,
} as const satisfies ReceiverType<z.output<typeof schema>>;
