import { proofFacts } from "../../alert-rules/proofs/facts";
import { dashboardsFor } from "../../dashboards";
import type { Dashboard, Panel } from "../../dashboards/model";
import { dashboardJson } from "../../dashboards/panels/dashboard";

/** Every dashboard of the environment of the proofs, which has a service of every kind. */
export const all: readonly Dashboard[] = dashboardsFor(proofFacts);

export const panelsOf = (dashboard: Dashboard): readonly Panel[] => dashboard.sections.flatMap((section) => section.panels);
export const panels: readonly Panel[] = all.flatMap(panelsOf);

/** A panel as in the rendered file. */
export interface PanelFile {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly fieldConfig?: {
    readonly defaults: { readonly unit?: string; readonly noValue?: string };
    readonly overrides: readonly {
      readonly matcher: { readonly options: string };
      readonly properties: readonly { readonly id: string; readonly value: unknown }[];
    }[];
  };
  readonly targets?: readonly { readonly refId: string; readonly datasource: { readonly type: string; readonly uid: string } }[];
}

/** A dashboard as in the rendered file. */
export interface DashboardFile {
  readonly uid: string;
  readonly title: string;
  readonly editable: boolean;
  readonly tags: readonly string[];
  readonly description: string;
  readonly templating: { readonly list: readonly { readonly name: string }[] };
  readonly annotations: { readonly list: readonly { readonly expr: string }[] };
  readonly panels: readonly PanelFile[];
}

export const fileOf = (dashboard: Dashboard): DashboardFile => dashboardJson(dashboard) as DashboardFile;
