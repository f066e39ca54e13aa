import {
  AxisPlacement,
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from "@grafana/grafana-foundation-sdk/common";
import { FieldColorModeId, type DynamicConfigValue, type Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/timeseries";
import type { LineStyle, TimeseriesPanel } from "../model";
import { built } from "./clone";
import { describe, paletteColors, severityColor, type Place } from "./common";
import { refId, targets } from "./targets";

const dashes = { fill: "dash", dash: [8, 8] };

function drawn(style: LineStyle): DynamicConfigValue[] {
  if (style === "dashed")
    return [
      // With the palette, a dashed line could be red or orange, and look like the threshold of an alert.
      { id: "color", value: { mode: FieldColorModeId.Shades, fixedColor: "purple" } },
      { id: "custom.lineStyle", value: dashes },
      { id: "custom.fillOpacity", value: 0 },
    ];
  return [
    { id: "color", value: { mode: FieldColorModeId.Fixed, fixedColor: severityColor[style.threshold] } },
    { id: "custom.lineStyle", value: dashes },
    { id: "custom.fillOpacity", value: 0 },
    { id: "custom.stacking", value: { mode: StackingMode.None, group: "limits" } },
  ];
}

/** Field overrides for the style and the axis of a query's lines. */
const special = (query: TimeseriesPanel["queries"][number]): DynamicConfigValue[] =>
  query.datasource !== "prometheus"
    ? []
    : [
        ...(query.style === undefined ? [] : drawn(query.style)),
        ...(query.right === undefined
          ? []
          : [
              { id: "unit", value: query.right },
              { id: "custom.axisPlacement", value: AxisPlacement.Right },
            ]),
      ];

/** A time series panel in Grafana's format. */
export function timeseriesPanel(panel: TimeseriesPanel, place: Place): Panel {
  const builder = describe(new PanelBuilder(), panel, place)
    .targets(targets(panel.queries, "series"))
    .colorScheme(paletteColors())
    .min(0)
    .lineWidth(1)
    .fillOpacity(panel.stacked ? 30 : 8)
    .showPoints(VisibilityMode.Auto)
    .legend(
      new VizLegendOptionsBuilder()
        .displayMode(LegendDisplayMode.List)
        .placement(panel.legend === "right" ? LegendPlacement.Right : LegendPlacement.Bottom)
        .showLegend(true)
        .calcs(["lastNotNull"]),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  // Without this setting, the axis of values that are all 0 would end at 100, which is 10,000 %.
  if (panel.unit === "percentunit") builder.axisSoftMax(0.01);
  // Grafana derives the width of bars from the distance between them. Without a maximum width, a single bar would fill the plot.
  if (panel.bars) builder.drawStyle(GraphDrawStyle.Bars).lineWidth(0).fillOpacity(80).barMaxWidth(10);
  if (panel.stacked) builder.stacking(new StackingConfigBuilder().mode(StackingMode.Normal).group("A"));
  for (const [index, query] of panel.queries.entries()) {
    const properties = special(query);
    if (properties.length > 0) builder.overrideByQuery(refId(index), properties);
  }
  for (const [name, color] of Object.entries(panel.colors ?? {}))
    builder.overrideByName(name, [{ id: "color", value: { mode: FieldColorModeId.Fixed, fixedColor: color } }]);
  return built(builder);
}
