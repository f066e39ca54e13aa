import { dashboardUid } from "../exporters/model/naming";
import type { Link } from "./model";
import { panelNumber, type DashboardPanelId } from "./panel-numbers";
import { serviceScope } from "./scope";

/**
 * A link that shows a single panel of a service's dashboard, with the selected service and the same time range. A link to Grafana's Explore
 * page would need the query as JSON in the URL, and no variable format encodes values for JSON in a URL.
 */
export function panelLink(title: string, id: DashboardPanelId): Link {
  const [dashboard = ""] = id.split("/");
  const values = [...Object.keys(serviceScope).map((name) => `\${${name}:queryparam}`), "${__url_time_range}"];
  return { title, url: `/d/${dashboardUid(dashboard)}?viewPanel=${panelNumber(id)}&${values.join("&")}` };
}
