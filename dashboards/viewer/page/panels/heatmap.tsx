import { useMemo, useRef, type ReactElement } from "react";
import type uPlot from "uplot";
import { placeOf } from "../../model/buckets";
import { cellColors, columnsOf, type Columns } from "../heat";
import { useShared } from "../context";
import {
  dateTimeFormat,
  getDisplayProcessor,
  TooltipPlugin2,
  UPlotChart,
  UPlotConfigBuilder,
  useTheme2,
  VizTooltipContent,
  VizTooltipHeader,
  VizTooltipWrapper,
  type GrafanaTheme2,
} from "../grafana";
import { timeZone } from "../pipeline";
import { Exemplars } from "./exemplars";
import type { PanelProps } from "./props";

/** `TooltipHoverMode.xOne`, which `@grafana/ui` does not export. */
const hoverOne = 0;

type Format = (value: number) => string;

/** Returns a function that formats values with a unit. */
function formatOf(unit: string, theme: GrafanaTheme2): Format {
  const display = getDisplayProcessor({ field: { config: { unit }, type: "number" as never }, theme });
  return (value) => {
    const { text, suffix } = display(value);
    return `${text}${suffix ?? ""}`;
  };
}

function draw(plot: uPlot, { times, counts, step }: Columns, colors: readonly string[], least: number): void {
  const { ctx, bbox } = plot;
  const most = Math.max(...counts.flat().map((count) => count ?? 0));
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  counts.forEach((bucket, row) => {
    const top = Math.round(plot.valToPos(row + 1, "y", true));
    const bottom = Math.round(plot.valToPos(row, "y", true));
    bucket.forEach((count, column) => {
      const at = times[column];
      if (count === null || count <= least || at === undefined) return;
      const left = Math.round(plot.valToPos(at - step, "x", true));
      const right = Math.round(plot.valToPos(at, "x", true));
      ctx.fillStyle = colors[Math.min(colors.length - 1, Math.floor(Math.sqrt(count / most) * (colors.length - 1)))] ?? "";
      // Narrow columns have no gap, because a gap would hide most of a column.
      const gap = right - left > 6 ? 1 : 0;
      ctx.fillRect(left, top, Math.max(1, right - left - gap), Math.max(1, bottom - top - 1));
    });
  });
  ctx.restore();
}

function builder(
  columns: () => Columns,
  least: number,
  format: Format,
  range: () => PanelProps["range"],
  theme: GrafanaTheme2,
): UPlotConfigBuilder {
  const config = new UPlotConfigBuilder(timeZone);
  const colors = cellColors(theme.isDark);
  config.addScale({
    scaleKey: "x",
    isTime: true,
    orientation: 0,
    direction: 1,
    range: () => [range().from, range().to],
  });
  config.addScale({ scaleKey: "y", isTime: false, orientation: 1, direction: 1, range: () => [0, columns().bounds.length] });
  config.addAxis({ scaleKey: "x", isTime: true, placement: "bottom" as never, timeZone, theme, grid: { show: false } });
  config.addAxis({
    scaleKey: "y",
    placement: "left" as never,
    theme,
    grid: { show: false },
    splits: () => Array.from({ length: columns().bounds.length + 1 }, (_, index) => index),
    values: (_: uPlot, splits: number[]) =>
      splits.map((at) => {
        const { bounds } = columns();
        // With more than 8 buckets, only every second bound has a label.
        if (at === 0 || (bounds.length > 8 && at % 2 === 1)) return "";
        const bound = bounds[at - 1] ?? "";
        return bound === "+Inf" ? bound : format(Number(bound));
      }),
  });
  config.addSeries({
    scaleKey: "y",
    theme,
    pxAlign: false,
    show: true,
    lineWidth: 0,
    pathBuilder: () => null,
    drawStyle: "line" as never,
    showPoints: "never" as never,
  });
  config.addHook("draw", (plot) => draw(plot, columns(), colors, least));
  return config;
}

/** Draws the count of each bucket of a histogram over time. */
export function HeatmapPanel({ panel, frames, exemplars, range, width, height }: PanelProps): ReactElement | null {
  const theme = useTheme2();
  const { zoom } = useShared();
  const columns = useMemo(() => columnsOf(frames), [frames]);
  const latest = useRef({ columns, range });
  latest.current = { columns, range };
  const { filterValues, yAxis } = panel.options as {
    readonly filterValues?: { readonly le?: number };
    readonly yAxis?: { readonly unit?: string };
  };
  const unit = yAxis?.unit ?? "short";
  const format = useMemo(() => formatOf(unit, theme), [unit, theme]);
  const config = useMemo(
    () =>
      builder(
        () => latest.current.columns,
        filterValues?.le ?? 1e-9,
        format,
        () => latest.current.range,
        theme,
      ),
    [theme, format, filterValues, columns.bounds.join()],
  );
  const data = useMemo<uPlot.AlignedData>(
    () => [[...columns.times], columns.times.map((_, index) => index % columns.bounds.length)],
    [columns],
  );
  return (
    <UPlotChart config={config} data={data} width={width} height={height}>
      <Exemplars config={config} exemplars={exemplars} text={format} onAxis={(value) => placeOf(value, latest.current.columns.bounds)} />
      <TooltipPlugin2
        config={config}
        hoverMode={hoverOne}
        queryZoom={zoom}
        render={(plot, dataIndexes, _, pinned) => {
          const index = dataIndexes.find((candidate) => candidate !== null);
          const at = index === undefined || index === null ? undefined : columns.times[index];
          if (index === undefined || index === null || at === undefined) return null;
          const row = Math.floor(plot.posToVal(plot.cursor.top ?? 0, "y"));
          const count = columns.counts[row]?.[index];
          return (
            <VizTooltipWrapper>
              <VizTooltipHeader item={{ label: dateTimeFormat(at, { timeZone }), value: "" }} isPinned={pinned} />
              <VizTooltipContent
                items={[
                  { label: "At most", value: `${columns.bounds[row] ?? ""} ${unit === "short" ? "" : unit}` },
                  { label: "Count", value: count === undefined || count === null ? "none" : count.toPrecision(3) },
                ]}
                isPinned={pinned}
              />
            </VizTooltipWrapper>
          );
        }}
      />
    </UPlotChart>
  );
}
