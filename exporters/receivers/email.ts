import { z } from "zod";
import { object } from "../model/object";
import { show } from "../model/units";
import { callOfAddress } from "../programs/calls";
import { plain, tenantPlaceholder, type ReceiverType } from "./model";

/** Schema of an email address. The part before the @ may contain `{tenant}`. The domain must not, because tenants may choose their IDs. */
const address = z
  .string()
  .refine(
    (text) =>
      !text.slice(text.indexOf("@")).includes(tenantPlaceholder) &&
      z.email().safeParse(text.replaceAll(tenantPlaceholder, "tenant")).success,
    { error: ({ input }) => `got ${show(input)}; expected an email address like "team@example.com"` },
  );

const schema = object({ via: z.literal("email"), to: address });

/**
 * Template that inserts the tenant's ID. All characters except letters, digits, `_` and `-` are replaced, because they could change the
 * recipient.
 */
const tenantId = '{{ reReplaceAll "[^A-Za-z0-9_-]" "-" .GroupLabels.tenant }}';

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
      to: contact.to.replaceAll(tenantPlaceholder, tenantId),
      headers: { Subject: message.title(plain) },
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
