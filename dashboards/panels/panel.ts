import type { Panel as PanelJson } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Panel } from "../model";
import type { Place } from "./common";
import { heatmapPanel } from "./heatmap";
import { logsPanel } from "./logs";
import { statPanel } from "./stat";
import { tablePanel } from "./table";
import { timeseriesPanel } from "./timeseries";
import { tracesPanel } from "./traces";

/** A panel in Grafana's format. */
export function panelJson(panel: Panel, place: Place): PanelJson {
  switch (panel.type) {
    case "timeseries":
      return timeseriesPanel(panel, place);
    case "stat":
      return statPanel(panel, place);
    case "table":
      return tablePanel(panel, place);
    case "heatmap":
      return heatmapPanel(panel, place);
    case "logs":
      return logsPanel(panel, place);
    case "traces":
      return tracesPanel(panel, place);
  }
}
