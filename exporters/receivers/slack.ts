import { z } from "zod";
import { nameSchema } from "../model/name";
import { object } from "../model/object";
import type { Severity } from "../model/thresholds";
import { anywhere } from "../programs/calls";
import type { Medium, ReceiverType } from "./model";

const schema = object({ via: z.literal("slack"), channel: nameSchema });

const raw = String.raw;

/**
 * Escapes `&`, `<` and `>` as Slack requires. Slack has no escapes for its markup characters, so similar characters replace them. An
 * underscore inside a word is not markup and stays. The patterns for other underscores run twice, because one run skips every second of
 * several adjacent underscores.
 */
const escape = (text: string): string => {
  const replacements = [
    ["&", "&amp;"],
    ["<", "&lt;"],
    [">", "&gt;"],
    [raw`\\*`, "∗"],
    ["~", "∼"],
    [raw`\x60`, "ˋ"],
    ["(^|[^A-Za-z0-9])_", "${1}＿"],
    ["(^|[^A-Za-z0-9])_", "${1}＿"],
    ["_($|[^A-Za-z0-9])", "＿${1}"],
    ["_($|[^A-Za-z0-9])", "＿${1}"],
  ] as const;
  return replacements.reduce((inner, [pattern, replacement]) => `(reReplaceAll "${pattern}" "${replacement}" ${inner})`, text);
};

const medium: Medium = {
  strong: (text) => `*${text}*`,
  link: (text, url) => `<${url}|${text}>`,
  between: " · ",
  escape,
  // Slack recommends texts of at most 4,000 characters.
  room: 3400,
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
      title: message.title(medium),
      title_link: message.runbookUrl,
      fallback: message.title(medium),
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
