import type { View } from "../../exporters/model/catalogue";
import {
  automationReceiverName,
  contactSecret,
  deadMansSwitchReceiver,
  receiverName,
  secretsFolder,
  tenantReceiverName,
} from "../../exporters/model/naming";
import type { Contact } from "../../exporters/model/owners-schema";
import { severities, type Severity } from "../../exporters/model/thresholds";
import { gatusHeartbeatFile, gatusHeartbeatUrl } from "../../exporters/uptime/gatus";
import { answeringOwners, contactsOf } from "../../exporters/model/answering";
import type { Receiver, Sender } from "./model";
import { body, firstAnnotation, media, silenceUrl, tenantBody, tenantTitle, title } from "./texts";

/** Words of a message. */
interface Words {
  readonly title: string;
  readonly body: (medium: keyof typeof media) => string;
}

const forOwners: Words = { title, body: (medium) => body(media[medium]) };
const forTenants: Words = { title: tenantTitle, body: () => tenantBody };

const secretFile = (contact: Contact): string => `${secretsFolder}/${contactSecret(contact)}`;

/** Slack's colours by severity; a resolved message is green. */
const colours: Readonly<Record<Severity, string>> = { critical: "danger", warning: "warning", info: "#439FE0" };

/** PagerDuty opens one incident per group and ends it when the last alert of the group ended. */
function pagerduty(view: View, contact: Contact, severity: Severity): Sender {
  const { pagerdutyUrl } = view.environment.delivery;
  return {
    send_resolved: true,
    routing_key_file: secretFile(contact),
    ...(pagerdutyUrl === undefined ? {} : { url: pagerdutyUrl }),
    severity,
    description: title,
    class: "{{ .CommonLabels.symptom }}",
    component: "{{ .CommonLabels.service }}",
    group: "{{ .CommonLabels.system }}",
    client: "Alertmanager",
    client_url: "{{ .ExternalURL }}",
    details: {
      firing: "{{ if .Alerts.Firing }}" + body(media.plain) + "{{ end }}",
      resolved: "{{ if not .Alerts.Firing }}" + body(media.plain) + "{{ end }}",
    },
    links: [
      { text: "What to do", href: firstAnnotation("runbook_url") },
      { text: "Dashboard", href: firstAnnotation("dashboard_url") },
      { text: "Silence", href: silenceUrl },
    ],
  };
}

/** One sender for one contact. `send_resolved` is written out, because its default differs between the kinds. */
function sender(view: View, contact: Contact, severity: Severity, words: Words): readonly [keyof Receiver, Sender] {
  switch (contact.via) {
    case "slack":
      return [
        "slack_configs",
        {
          send_resolved: true,
          api_url_file: secretFile(contact),
          color: `{{ if eq .Status "firing" }}${colours[severity]}{{ else }}good{{ end }}`,
          title: words.title,
          title_link: firstAnnotation("runbook_url"),
          fallback: words.title,
          text: words.body("slack"),
        },
      ];
    case "discord":
      return [
        "discord_configs",
        { send_resolved: true, webhook_url_file: secretFile(contact), title: words.title, message: words.body("discord") },
      ];
    case "pagerduty":
      return ["pagerduty_configs", pagerduty(view, contact, severity)];
    case "webhook":
      return ["webhook_configs", { send_resolved: true, url_file: secretFile(contact) }];
    case "email":
      // Plain text: readable on every phone and watch.
      return [
        "email_configs",
        { send_resolved: true, to: contact.to, headers: { Subject: words.title }, html: "", text: words.body("plain") },
      ];
  }
}

function receiver(view: View, name: string, contacts: readonly Contact[], severity: Severity, words: Words): Receiver {
  const senders = new Map<keyof Receiver, Sender[]>();
  for (const contact of contacts) {
    const [kind, config] = sender(view, contact, severity, words);
    senders.set(kind, [...(senders.get(kind) ?? []), config]);
  }
  return { name, ...Object.fromEntries(senders) };
}

/** Every receiver of the environment: one per owner and severity, tenants, automation, the dead man's switch. */
export function receiversOf(view: View): Receiver[] {
  const { deadMansSwitch } = view.environment;
  const owners = answeringOwners(view).flatMap((owner) =>
    severities.map((severity) => receiver(view, receiverName(owner.id, severity), contactsOf(view, owner, severity), severity, forOwners)),
  );
  const tenants = view.systems
    .filter((system) => system.tenantContacts.length > 0)
    .map((system) => receiver(view, tenantReceiverName(system.id), system.tenantContacts, "info", forTenants));
  const automation = view.systems.flatMap((system) =>
    system.automation === undefined
      ? []
      : [receiver(view, automationReceiverName(system.id), [{ via: "webhook", name: system.automation }], "info", forOwners)],
  );
  const heartbeat =
    deadMansSwitch === undefined
      ? []
      : // A resolved heartbeat would look like a beat.
        [
          {
            name: deadMansSwitchReceiver,
            webhook_configs: [
              { send_resolved: false, url_file: secretFile({ via: "webhook", name: deadMansSwitch }) },
              // Gatus misses it too, and tells so past Prometheus.
              {
                send_resolved: false,
                url: gatusHeartbeatUrl,
                http_config: { authorization: { type: "Bearer", credentials_file: gatusHeartbeatFile } },
              },
            ],
          },
        ];
  return [...heartbeat, ...owners, ...tenants, ...automation];
}
