import { dashboardUid } from "../../exporters/model/naming";
import { dashboards } from "../../dashboards";
import type { Programs } from "./programs";

/** Title and address of each dashboard; empty when Grafana is not published. */
export function dashboardLinks(programs: Programs): [string, string][] {
  const grafana = programs.url("grafana");
  if (grafana === undefined) return [];
  return dashboards.map(({ id, title }) => [title, `${grafana}/d/${dashboardUid(id)}`]);
}
