import { z } from "zod";
import { nameSchema } from "../model/name";
import { object } from "../model/object";
import { anywhere } from "../programs/calls";
import type { ReceiverType } from "./model";

const schema = object({ via: z.literal("webhook"), name: nameSchema });

/** An HTTP endpoint that accepts Alertmanager's webhook notifications (JSON). */
export const webhook = {
  via: "webhook",
  schema,
  key: "name",
  secret: true,
  text: ({ name }) => `webhook ${name}`,
  egress: () => anywhere,
  alertmanager: { field: "webhook_configs", sender: ({ secretFile }) => ({ send_resolved: true, url_file: secretFile() }) },
  operator: {
    field: "webhookConfigs",
    sender: ({ send_resolved, url_file, url, http_config }, form) => ({
      sendResolved: send_resolved,
      ...(url_file === undefined ? { url: form.url(url) } : { urlSecret: form.secret(url_file) }),
      ...(http_config !== undefined && { httpConfig: form.bearer(http_config) }),
    }),
  },
  demoPath: ({ name }) => name,
} as const satisfies ReceiverType<z.output<typeof schema>>;
