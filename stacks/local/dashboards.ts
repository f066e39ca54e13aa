import { dashboardUid } from "../../exporters/model/naming";
import { dashboards } from "../../dashboards";
import type { Programs } from "./programs";
import type { RunningViewer } from "./viewer/background";

/** Title and URL of each dashboard, in Grafana, or in the viewer if Grafana is not published. Empty if neither is available. */
export function dashboardLinks(programs: Programs, viewer: RunningViewer | undefined): [string, string][] {
  const grafana = programs.url("grafana");
  if (grafana === undefined) return viewer?.dashboards.map(({ uid, title }) => [title, `${viewer.url}/d/${uid}`]) ?? [];
  return dashboards.map(({ id, title }) => [title, `${grafana}/d/${dashboardUid(id)}`]);
}
