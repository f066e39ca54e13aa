import type { View } from "../model/catalogue";
import type { EnvironmentSentry } from "../model/environment-vendors";
import type { Contact, Owner } from "../model/owners-schema";
import { contactsOf } from "../model/answering";
import { keyOf, type Reference, type Written } from "../vendor-plan";
import type { WorkflowAction } from "./inputs/workflow";
import type { SentryDetector, SentryLookup, SentryResource } from "./model";
import { team, type SentryService } from "./projects";

/** Minutes between two notifications about one issue. */
const frequencies = { critical: 30, warning: 180 } as const;
type Severity = keyof typeof frequencies;

type Integrations = EnvironmentSentry["integrations"];
/** A notification: the action, and the look-ups it needs in Sentry. */
interface Message {
  readonly action: Written<WorkflowAction>;
  readonly lookups: readonly SentryLookup[];
}

/** An integration is identified by its kind, and by its name where there are several. */
function integration({ organization, integrations }: EnvironmentSentry, provider: keyof Integrations): SentryLookup {
  const name = integrations[provider];
  return {
    type: "sentry:getIntegration",
    name: name === undefined ? provider : `${provider} ${name}`,
    inputs: { organization, provider, ...(name === undefined ? {} : { name }) },
  };
}

const idOf = (found: SentryLookup): Reference => ({ $ref: keyOf(found), output: "id" });

function messageTo(contact: Contact, owner: Owner, severity: Severity, sentry: EnvironmentSentry): Message | undefined {
  switch (contact.via) {
    case "slack": {
      const slack = integration(sentry, "slack");
      return { action: { via: "slack", integrationId: idOf(slack), channel: `#${contact.channel}` }, lookups: [slack] };
    }
    case "discord": {
      const discord = integration(sentry, "discord");
      const channelId: Reference = { $ref: discordChannels, output: contact.channel };
      return { action: { via: "discord", integrationId: idOf(discord), channelId }, lookups: [discord] };
    }
    case "pagerduty": {
      const pagerduty = integration(sentry, "pagerduty");
      const { service } = contact;
      const found: SentryLookup = {
        type: "sentry:getPagerDutyService",
        name: `${pagerduty.name} ${service}`,
        inputs: { organization: sentry.organization, integrationId: idOf(pagerduty), service },
      };
      return {
        action: { via: "pagerduty", integrationId: idOf(pagerduty), serviceId: idOf(found), service, priority: severity },
        lookups: [pagerduty, found],
      };
    }
    case "email":
      // Sentry sends email to members, not to addresses: here, to the owner's team.
      return { action: { via: "email", to: "team", targetId: team(owner.id, "teamId") }, lookups: [] };
    case "webhook":
    default:
      return undefined;
  }
}

/** The setting with Discord's channel IDs, by name: Sentry cannot find channels by name. */
export const discordChannels = "monitoring:sentry.discordChannels";

/**
 * Alerts of one project: they notify the same contacts at the same severities as Alertmanager. Issues of high priority are critical, the
 * rest are warnings. Sentry's webhooks need an application in Sentry, so only Alertmanager notifies webhook contacts.
 */
export function workflowsOf(
  view: View,
  of: SentryService,
  sentry: EnvironmentSentry,
  detectors: readonly SentryDetector[],
): { readonly workflows: readonly SentryResource[]; readonly lookups: readonly SentryLookup[] } {
  const owner = view.owners.find(({ id }) => id === of.service.owner);
  if (owner === undefined) return { workflows: [], lookups: [] };
  const errors = { type: "sentry:ErrorDetector", name: of.slug };
  const heard = [errors, ...[...detectors].sort((a, b) => (a.name < b.name ? -1 : 1))];
  const made = (Object.keys(frequencies) as Severity[]).flatMap((severity) => {
    const messages = contactsOf(view, owner, severity).flatMap((contact) => messageTo(contact, owner, severity, sentry) ?? []);
    if (messages.length === 0) return [];
    const name = `${of.system.id}/${of.service.name} ${severity} (${view.environment.id})`;
    const workflow: SentryResource = {
      type: "sentry:Workflow",
      name,
      inputs: {
        organization: sentry.organization,
        name,
        environment: view.environment.id,
        detectorIds: heard.map((detector): Reference => ({ $ref: keyOf(detector), output: "vendorId" })),
        frequencyMinutes: frequencies[severity],
        triggers: ["first_seen_event", "reappeared_event", "regression_event"],
        ...(severity === "critical" ? { minPriority: "high" } : { belowPriority: "high" }),
        actions: messages.map(({ action }) => action),
      },
    };
    return [{ workflow, lookups: messages.flatMap(({ lookups }) => lookups) }];
  });
  return { workflows: made.map(({ workflow }) => workflow), lookups: made.flatMap(({ lookups }) => lookups) };
}
