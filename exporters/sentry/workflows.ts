import type { View } from "../model/catalogue";
import type { EnvironmentSentry } from "../model/environment-vendors";
import type { Contact, Owner } from "../model/owners-schema";
import { contactsOf } from "../model/answering";
import { keyOf, type Reference, type Written } from "../vendor-plan";
import type { WorkflowAction } from "./inputs/workflow";
import type { SentryDetector, SentryLookup, SentryResource } from "./model";
import { team, type SentryService } from "./projects";

/** Minimum minutes between two notifications about one issue, by severity. */
const frequencies = { critical: 30, warning: 180 } as const;
type Severity = keyof typeof frequencies;

type Integrations = EnvironmentSentry["integrations"];
/** An action of a Sentry alert, and the lookups that the action needs. */
interface Message {
  readonly action: Written<WorkflowAction>;
  readonly lookups: readonly SentryLookup[];
}

/** Returns the lookup of an integration by its provider, and by its name if the environment configures a name. */
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
      // Sentry sends email only to members, so the email goes to the members of the owner's team, not to the contact's address.
      return { action: { via: "email", to: "team", targetId: team(owner.id, "teamId") }, lookups: [] };
    case "webhook":
    default:
      return undefined;
  }
}

/** Setting that maps names of Discord channels to IDs, because Sentry cannot find a Discord channel by name. */
export const discordChannels = "monitoring:sentry.discordChannels";

/**
 * Returns the Sentry alerts of one project. Issues of high priority notify the owner's contacts for critical alerts, and all other issues
 * the contacts for warnings. Emails go to the members of the owner's team, not to the contact's address. Webhook contacts are left out,
 * because Sentry's webhooks need an application in Sentry.
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
