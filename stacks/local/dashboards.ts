import { dashboardUid } from "../../exporters/model/naming";
import { dashboards } from "../../dashboards";
import type { Programs } from "./programs";
import type { RunningViewer } from "./viewer/background";

/** Title and address of each dashboard, in Grafana or, where Grafana is not published, in the viewer. Empty without both. */
export function dashboardLinks(programs: Programs, viewer: RunningViewer | undefined): [string, string][] {
  const grafana = programs.url("grafana");
  if (grafana === undefined) return viewer?.dashboards.map(({ uid, title }) => [title, `${viewer.url}/d/${uid}`]) ?? [];
  return dashboards.map(({ id, title }) => [title, `${grafana}/d/${dashboardUid(id)}`]);
}
