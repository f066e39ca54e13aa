import type { View } from "../model/catalogue";
import type { EnvironmentSentry } from "../model/environment-vendors";
import type { Contact, Owner } from "../model/owners-schema";
import { contactsOf } from "../model/answering";
import type { SentryAction, SentryDetector, SentryWorkflow } from "./model";
import type { SentryService } from "./projects";

/** Priority from which an issue is told like a critical alert; what lies below is told like a warning. */
const high = 75;
/** Minutes between two messages about one issue. */
const frequencies = { critical: 30, warning: 180 } as const;
type Told = keyof typeof frequencies;

const triggers = ["first_seen_event", "reappeared_event", "regression_event"];

function actionOf(
  contact: Contact,
  owner: Owner,
  severity: Told,
  integrations: EnvironmentSentry["integrations"],
): SentryAction | undefined {
  const integration = (name: string | undefined) => (name === undefined ? {} : { integration: name });
  switch (contact.via) {
    case "slack":
      return { type: "slack", ...integration(integrations.slack), channel: `#${contact.channel}` };
    case "discord":
      return { type: "discord", ...integration(integrations.discord), channel: contact.channel };
    case "pagerduty":
      return { type: "pagerduty", ...integration(integrations.pagerduty), service: contact.service, priority: severity };
    case "email":
      // Sentry mails people, not addresses: the members of the owner's team.
      return { type: "email", team: owner.id };
    case "webhook":
      return undefined;
  }
}

/** Messages of one project: to the same people, by the same means and severities as Alertmanager's. Sentry's own webhooks need an application there, so contacts of that kind are left to Alertmanager. */
export function workflowsOf(
  view: View,
  of: SentryService,
  sentry: EnvironmentSentry,
  detectors: readonly SentryDetector[],
): SentryWorkflow[] {
  const owner = view.owners.find(({ id }) => id === of.service.owner);
  if (owner === undefined) return [];
  return (Object.keys(frequencies) as Told[]).flatMap((severity): SentryWorkflow[] => {
    const actions = contactsOf(view, owner, severity).flatMap((contact) => actionOf(contact, owner, severity, sentry.integrations) ?? []);
    if (actions.length === 0) return [];
    return [
      {
        name: `${of.system.id}/${of.service.name} ${severity} (${view.environment.id})`,
        project: of.slug,
        severity,
        environment: view.environment.id,
        frequency: frequencies[severity],
        listensTo: { errors: true, detectors: detectors.map(({ name }) => name).sort() },
        triggers,
        filter: {
          logicType: severity === "critical" ? "all" : "none",
          conditions: [{ type: "issue_priority_greater_or_equal", comparison: high, conditionResult: true }],
        },
        actions,
      },
    ];
  });
}
