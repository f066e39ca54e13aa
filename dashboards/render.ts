import type { View } from "../exporters/model/catalogue";
import { jsonFile, type RenderedFile } from "../exporters/emit";
import { dashboardsOf } from ".";
import { dashboardJson } from "./panels/dashboard";
import { renderProvisioning } from "./provisioning";

/** Renders the dashboards of one environment and, if the environment has Grafana, Grafana's provisioning files. */
export const renderDashboards = (view: View, folder: string): RenderedFile[] => [
  ...dashboardsOf(view).map((dashboard) => jsonFile(`${folder}/dashboards/${dashboard.id}.json`, dashboardJson(dashboard))),
  ...renderProvisioning(view, `${folder}/provisioning`),
];
