import { dashboardUid } from "../exporters/model/naming";
import type { Link } from "./model";
import { panelNumber, type DashboardPanelId } from "./panel-numbers";
import { serviceScope } from "./scope";

/**
 * A link that opens another panel of a service's dashboard alone, with the selected service and the same time range. The format `queryparam`
 * encodes every value, which no format can do for a query inside of a URL's JSON, as a link to Grafana's Explore page would need.
 */
export function panelLink(title: string, id: DashboardPanelId): Link {
  const [dashboard = ""] = id.split("/");
  const values = [...Object.keys(serviceScope).map((name) => `\${${name}:queryparam}`), "${__url_time_range}"];
  return { title, url: `/d/${dashboardUid(dashboard)}?viewPanel=${panelNumber(id)}&${values.join("&")}` };
}
