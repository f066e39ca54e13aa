import { panelNumbers, type PanelId } from "../alert-rules/panel-ids";

type Before<Id extends string> = Id extends `${infer Dashboard}/${string}` ? Dashboard : never;
export type DashboardId = Before<PanelId>;

/**
 * A panel as `<dashboard>/<panel>`. A panel that no alert links to has its ID as a suffix, `redis/keys:122`: from 100, unique in its
 * dashboard. People bookmark panels by ID, so an assigned ID never changes.
 */
export type DashboardPanelId = PanelId | `${DashboardId}/${string}:${number}`;

const ofAlerts: Readonly<Record<string, number>> = panelNumbers;

/** The panel ID in Grafana's URL. */
export const panelNumber = (id: DashboardPanelId): number => ofAlerts[id] ?? Number(id.slice(id.lastIndexOf(":") + 1));
