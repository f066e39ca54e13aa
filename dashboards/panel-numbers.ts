import { panelNumbers, type PanelId } from "../alert-rules/panel-ids";

type Before<Id extends string> = Id extends `${infer Dashboard}/${string}` ? Dashboard : never;
export type DashboardId = Before<PanelId>;

/**
 * A panel as `<dashboard>/<panel>`. One that no alert points to has its number behind it, `redis/keys:122`: from 100 up, another for each
 * panel of its dashboard. People bookmark panels by number, so a number, once given, is kept for ever.
 */
export type DashboardPanelId = PanelId | `${DashboardId}/${string}:${number}`;

const ofAlerts: Readonly<Record<string, number>> = panelNumbers;

/** The number Grafana opens a panel by. */
export const panelNumber = (id: DashboardPanelId): number => ofAlerts[id] ?? Number(id.slice(id.lastIndexOf(":") + 1));
