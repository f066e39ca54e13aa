import { z } from "zod";
import { object } from "../model/object";
import { callOfAddress } from "../programs/calls";
import { plain, type ReceiverType } from "./model";

const schema = object({ via: z.literal("email"), to: z.email() });

/** An email address. Emails are plain text, which every phone and watch can show. */
export const email = {
  via: "email",
  schema,
  key: "to",
  text: ({ to }) => to,
  egress: (_, { smtp }) => callOfAddress(smtp.smarthost),
  alertmanager: {
    field: "email_configs",
    sender: ({ contact, message }) => ({
      send_resolved: true,
      to: contact.to,
      headers: { Subject: message.title },
      html: "",
      text: message.body(plain),
    }),
  },
  operator: {
    field: "emailConfigs",
    sender: ({ send_resolved, headers, ...same }, { mail, pairs }) => ({
      ...same,
      ...mail(),
      sendResolved: send_resolved,
      headers: pairs(headers),
    }),
  },
} as const satisfies ReceiverType<z.output<typeof schema>>;
