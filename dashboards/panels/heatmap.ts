import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { HeatmapTooltipBuilder, PanelBuilder, YAxisConfigBuilder } from "@grafana/grafana-foundation-sdk/heatmap";
import { TooltipDisplayMode } from "@grafana/grafana-foundation-sdk/common";
import type { HeatmapPanel } from "../model";
import { built } from "./clone";
import { describe, type Place } from "./common";
import { targets } from "./targets";

/** A heatmap panel in Grafana's format. */
export const heatmapPanel = (panel: HeatmapPanel, place: Place): Panel =>
  built(
    describe(new PanelBuilder(), panel, place)
      .targets(targets(panel.queries, "heatmap"))
      .calculate(false)
      .yAxis(new YAxisConfigBuilder().unit(panel.unit))
      .tooltip(new HeatmapTooltipBuilder().mode(TooltipDisplayMode.Single))
      .hideLegend(),
  );
