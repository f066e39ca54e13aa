import { useMemo, type ReactElement } from "react";
import { useShared } from "../context";
import {
  dateTime,
  DashboardCursorSync,
  TimeSeries,
  TooltipPlugin2,
  type DataFrame,
  type TimeRange,
  type UPlotConfigBuilder,
  type VizLegendOptions,
} from "../grafana";
import { timeZone } from "../pipeline";
import { Exemplars } from "./exemplars";
import { Marks, marksAt } from "./marks";
import type { PanelProps } from "./props";
import { SeriesTooltip, type TooltipOptions } from "./tooltip";

/** Values of `TooltipHoverMode`, which `@grafana/ui` does not export: show one series, or all series. */
const hoverOne = 0;
const hoverAll = 1;

/** Converts a range to the format of `@grafana/data`. */
export const timeRangeOf = ({ from, to }: { readonly from: number; readonly to: number }): TimeRange => {
  const [start, end] = [dateTime(from), dateTime(to)];
  return { from: start, to: end, raw: { from: start, to: end } };
};

const noLegend: VizLegendOptions = {
  showLegend: false,
  displayMode: "list" as VizLegendOptions["displayMode"],
  placement: "bottom",
  calcs: [],
};

/** Formats a value with the unit of the first series. */
function valueText({ fields }: DataFrame, value: number): string {
  const shown = fields[1]?.display?.(value);
  return shown === undefined ? String(value) : `${shown.text}${shown.suffix ?? ""}`;
}

/** Draws lines, areas and bars over time. */
export function TimeSeriesPanel({ panel, frames, exemplars, structureRev, range, width, height }: PanelProps): ReactElement {
  const { zoom, marks } = useShared();
  const timeRange = useMemo(() => timeRangeOf(range), [range]);
  const legend = (panel.options["legend"] as VizLegendOptions | undefined) ?? noLegend;
  const tooltip = (panel.options["tooltip"] as TooltipOptions | undefined) ?? { mode: "single", sort: "none" };
  return (
    <TimeSeries
      frames={frames}
      structureRev={structureRev}
      timeRange={timeRange}
      timeZone={timeZone}
      width={width}
      height={height}
      legend={legend}
      options={panel.options}
    >
      {(config: UPlotConfigBuilder, aligned: DataFrame) => (
        <>
          <Marks config={config} marks={marks} />
          <Exemplars config={config} exemplars={exemplars} text={(value) => valueText(aligned, value)} />
          <TooltipPlugin2
            config={config}
            hoverMode={tooltip.mode === "multi" ? hoverAll : hoverOne}
            queryZoom={zoom}
            syncMode={DashboardCursorSync.Crosshair}
            syncScope="dashboard"
            maxWidth={640}
            render={(_, dataIndexes, seriesIndex, pinned) => {
              const at = aligned.fields[0]?.values[dataIndexes.find((index) => index !== null) ?? 0] as number | undefined;
              return (
                <SeriesTooltip
                  frame={aligned}
                  dataIndexes={dataIndexes}
                  seriesIndex={seriesIndex}
                  options={tooltip}
                  pinned={pinned}
                  marks={at === undefined ? [] : marksAt(marks, at)}
                />
              );
            }}
          />
        </>
      )}
    </TimeSeries>
  );
}
