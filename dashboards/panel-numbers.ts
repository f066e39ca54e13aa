import { panelNumbers, type PanelId } from "../alert-rules/panel-ids";

type Before<Id extends string> = Id extends `${infer Dashboard}/${string}` ? Dashboard : never;
export type DashboardId = Before<PanelId>;

/**
 * Name of a panel, `<dashboard>/<panel>`. The name of a panel that no alert links to ends with the panel's ID, e.g. `redis/keys:122`. These
 * IDs start at 100 and are unique in their dashboard. Never change an assigned ID, because people bookmark panels by ID.
 */
export type DashboardPanelId = PanelId | `${DashboardId}/${string}:${number}`;

const ofAlerts: Readonly<Record<string, number>> = panelNumbers;

/** The panel ID in Grafana's URL. */
export const panelNumber = (id: DashboardPanelId): number => ofAlerts[id] ?? Number(id.slice(id.lastIndexOf(":") + 1));
