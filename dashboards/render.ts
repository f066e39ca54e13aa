import type { View } from "../exporters/model/catalogue";
import { jsonFile, type RenderedFile } from "../exporters/emit";
import { dashboardsOf } from ".";
import { dashboardJson } from "./panels/dashboard";
import { renderProvisioning } from "./provisioning";

/** Renders the dashboards and data sources of one environment as provisioning files for Grafana. */
export const renderDashboards = (view: View, folder: string): RenderedFile[] => [
  ...dashboardsOf(view).map((dashboard) => jsonFile(`${folder}/dashboards/${dashboard.id}.json`, dashboardJson(dashboard))),
  ...renderProvisioning(view, `${folder}/provisioning`),
];
