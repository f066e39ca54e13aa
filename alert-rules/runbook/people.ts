import type { View } from "../../exporters/model/catalogue";
import type { Owner } from "../../exporters/model/owners-schema";
import { contactText, type Contact } from "../../exporters/receivers";
import { severities, type Severity } from "../../exporters/model/thresholds";
import { answeringOwners, contactsOf } from "../../exporters/model/answering";

export const contactsText = (contacts: readonly Contact[]): string => contacts.map(contactText).join(", ");

const short = (day: string): string => day.slice(0, 3);

function hoursText({ workingHours }: Owner): string {
  if (workingHours === undefined) return "at any time";
  const { days, from, to, timeZone } = workingHours;
  return `${days.map(short).join(", ")} ${from} to ${to} ${timeZone}; outside these hours they wait`;
}

/** Anchor of the section that lists who is notified in an environment. */
export const peopleAnchor = (view: View): string => `notified-in-${view.environment.id}`;

/** Section that lists who is notified in one environment: a table with one row per owner, then a list for special cases. */
export function peopleSection(view: View): string {
  const { environment } = view;
  const cell = (owner: Owner, severity: Severity): string => contactsText(contactsOf(view, owner, severity));
  const rows = answeringOwners(view).map(
    (owner) =>
      `| ${owner.title} (\`${owner.id}\`) | ${severities.map((severity) => cell(owner, severity)).join(" | ")} | ${hoursText(owner)} |`,
  );
  const tenants = view.systems
    .filter((system) => system.tenantContacts.length > 0)
    .map(
      (system) =>
        `- Tenants of ${system.title} (\`${system.id}\`) are also notified of alerts about their quotas, once for each severity in each quota period: ${contactsText(system.tenantContacts)}.`,
    );
  const automation = view.systems.flatMap((system) =>
    system.automation === undefined
      ? []
      : [`- Alerts of ${system.title} with an \`action\` label also go to the webhook ${system.automation}.`],
  );
  return [
    `### Notified in ${environment.id}`,
    "",
    ...(environment.pages ? [] : ["This environment does not page, so PagerDuty contacts are omitted.", ""]),
    "| Owner | critical | warning | info | When warning and info alerts are sent |",
    "|---|---|---|---|---|",
    ...rows,
    "",
    environment.pages
      ? `- If no one responds: PagerDuty notifies the next person of the service's escalation policy. An owner without PagerDuty has no such policy, so notify the owner \`${environment.platformOwner}\` yourself.`
      : `- If no one responds: notify the owner \`${environment.platformOwner}\` yourself, because no one is paged.`,
    `- Alerts without an owner go to \`${environment.platformOwner}\`.`,
    `- Dead man's switch: ${environment.deadMansSwitch === undefined ? "none" : `one heartbeat per minute to the webhook ${environment.deadMansSwitch}`}.`,
    ...tenants,
    ...automation,
    "",
  ].join("\n");
}
