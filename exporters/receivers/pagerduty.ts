import { z } from "zod";
import { nameSchema } from "../model/name";
import { object } from "../model/object";
import { callOfUrl } from "../programs/calls";
import { plain, type ReceiverType } from "./model";

const schema = object({ via: z.literal("pagerduty"), service: nameSchema });

/** Default endpoint of PagerDuty's Events API. Alertmanager has the same default. */
const eventsUrl = "https://events.pagerduty.com/v2/enqueue";

/**
 * A PagerDuty service. PagerDuty opens one incident per group of alerts, and resolves the incident when the last alert of the group
 * resolves.
 */
export const pagerduty = {
  via: "pagerduty",
  schema,
  key: "service",
  secret: true,
  pages: true,
  text: ({ service }) => `PagerDuty ${service}`,
  egress: (_, { pagerdutyUrl }) => callOfUrl(pagerdutyUrl ?? eventsUrl),
  alertmanager: {
    field: "pagerduty_configs",
    sender: ({ severity, message, delivery: { pagerdutyUrl }, secretFile }) => ({
      send_resolved: true,
      routing_key_file: secretFile(),
      ...(pagerdutyUrl === undefined ? {} : { url: pagerdutyUrl }),
      severity,
      description: message.title(plain),
      class: "{{ .CommonLabels.symptom }}",
      component: "{{ .CommonLabels.service }}",
      group: "{{ .CommonLabels.system }}",
      client: "Alertmanager",
      client_url: "{{ .ExternalURL }}",
      details: {
        firing: "{{ if .Alerts.Firing }}" + message.body(plain) + "{{ end }}",
        resolved: "{{ if not .Alerts.Firing }}" + message.body(plain) + "{{ end }}",
      },
      links: [
        { text: "What to do", href: message.runbookUrl },
        { text: "Dashboard", href: message.dashboardUrl },
        { text: "Silence", href: message.silenceUrl },
      ],
    }),
  },
  operator: {
    field: "pagerdutyConfigs",
    sender: ({ send_resolved, routing_key_file, client_url, details, links, ...same }, { secret, pairs }) => ({
      ...same,
      sendResolved: send_resolved,
      routingKey: secret(routing_key_file),
      clientURL: client_url,
      details: pairs(details),
      pagerDutyLinkConfigs: (links as readonly { text: string; href: string }[]).map(({ text, href }) => ({ alt: text, href })),
    }),
  },
} as const satisfies ReceiverType<z.output<typeof schema>>;
