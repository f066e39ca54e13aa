import { contactsOf } from "../../exporters/model/answering";
import type { View } from "../../exporters/model/catalogue";
import { heartbeatAlert } from "../../exporters/model/naming";
import { isPager } from "../../exporters/receivers";
import type { Entry } from "./entry";
import { peopleAnchor } from "./people";

/** Whether critical alerts page no one, although the environment pages, because the owner has no pager. */
function unpaged(view: View, owner: string): boolean {
  const found = view.owners.find(({ id }) => id === owner);
  return view.environment.pages && found !== undefined && !contactsOf(view, found, "critical").some(isPager);
}

/**
 * Lists who can receive the alert, one line per environment: owners and tenants, or the receiver of the dead man's switch. An alert that
 * notifies no one has a single line.
 */
export function notifiedText(entry: Entry): string[] {
  const aboutStack = entry.pack.aboutStack === true && entry.alerts.some((alert) => alert.aboutStack !== false);
  const critical = entry.alerts.some(({ severity, labels }) => severity === "critical" && labels?.audience === undefined);
  if (entry.alerts.every(({ notifies }) => notifies === false))
    return ["- No receiver: this alert only inhibits alerts of services that depend on this service."];
  return entry.views.map((view) => {
    const { environment } = view;
    const here = `- [${environment.id}](#${peopleAnchor(view)}): `;
    if (entry.name === heartbeatAlert && environment.deadMansSwitch !== undefined) return `${here}the dead man's switch receiver`;
    const services = view.systems.flatMap((system) => system.services.filter(entry.about)).map(({ owner }) => owner);
    const platform = aboutStack ? [environment.platformOwner] : [];
    const ids = [...new Set([...services, ...platform])].sort();
    const owners = ids.map((id) => (critical && unpaged(view, id) ? `${id} (has no pager)` : id));
    const tenants = entry.alerts.some((alert) => alert.labels?.audience === "tenant")
      ? view.systems.filter((system) => system.tenantContacts.length > 0).map((system) => `tenants of ${system.id}`)
      : [];
    return here + [...owners, ...tenants].join(", ");
  });
}

/** Says that a critical alert about a tenant pages no one, unless `notify` of its threshold names a pager. Empty for other alerts. */
export const unpagedText = ({ alerts }: Entry): string[] =>
  alerts.some(({ labels, severity }) => labels?.audience === "tenant" && severity === "critical")
    ? [
        "- A critical alert is sent to the owner's contacts for warnings, because it is about a single tenant. It pages no one, unless `notify` of the threshold names a pager.",
      ]
    : [];

/** Lists the systems whose automation receives the alert. */
export function automationText(entry: Entry): string[] {
  const action = entry.alerts.find((alert) => alert.labels?.action !== undefined)?.labels?.action;
  const systems = new Set(
    entry.views.flatMap((view) => view.systems.filter(({ automation }) => automation !== undefined)).map(({ id }) => id),
  );
  if (action === undefined || systems.size === 0) return [];
  return [
    `- the automation of ${[...systems].sort().join(", ")}, for alerts of that system, because this alert has the label \`action="${action}"\``,
  ];
}
