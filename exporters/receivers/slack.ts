import { z } from "zod";
import { nameSchema } from "../model/name";
import { object } from "../model/object";
import type { Severity } from "../model/thresholds";
import { anywhere } from "../programs/calls";
import type { Medium, ReceiverType } from "./model";

const schema = object({ via: z.literal("slack"), channel: nameSchema });

const medium: Medium = {
  strong: (text) => `*${text}*`,
  link: (text, url) => `<${url}|${text}>`,
  between: " · ",
  field: (name) => `{{ ${name} }}`,
  alerts: 10,
};

/** Slack colours by severity. Resolved notifications are green. */
const colours: Readonly<Record<Severity, string>> = { critical: "danger", warning: "warning", info: "#439FE0" };

/** A Slack channel, notified through an incoming webhook. */
export const slack = {
  via: "slack",
  schema,
  key: "channel",
  secret: true,
  text: ({ channel }) => `Slack #${channel}`,
  egress: () => anywhere,
  alertmanager: {
    field: "slack_configs",
    sender: ({ severity, message, secretFile }) => ({
      send_resolved: true,
      api_url_file: secretFile(),
      color: `{{ if eq .Status "firing" }}${colours[severity]}{{ else }}good{{ end }}`,
      title: message.title,
      title_link: message.runbookUrl,
      fallback: message.title,
      text: message.body(medium),
    }),
  },
  operator: {
    field: "slackConfigs",
    sender: ({ send_resolved, api_url_file, title_link, ...same }, { secret }) => ({
      ...same,
      sendResolved: send_resolved,
      apiURL: secret(api_url_file),
      titleLink: title_link,
    }),
  },
  demoPath: ({ channel }) => `slack/${channel}`,
} as const satisfies ReceiverType<z.output<typeof schema>>;
