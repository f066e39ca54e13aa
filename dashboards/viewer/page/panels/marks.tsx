import { useEffect, useLayoutEffect, useRef } from "react";
import type uPlot from "uplot";
import type { Mark } from "../../model/marks";
import { useTheme2, type UPlotConfigBuilder } from "../grafana";

/** Returns the marks at a time. Of several marks with the same title and text, returns only the last one. */
export function marksAt(marks: readonly Mark[], at: number): Mark[] {
  const here = marks.filter(({ from, to }) => from <= at && at <= to);
  return [...new Map(here.map((mark) => [`${mark.title}\n${mark.text}`, mark])).values()];
}

/** Joins overlapping periods, so that several simultaneous alerts are not darker than one alert. */
function joined(marks: readonly Mark[]): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of [...marks].sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

function draw(plot: uPlot, marks: readonly Mark[], color: string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height + 6);
  ctx.clip();
  for (const { from, to } of joined(marks)) {
    const left = plot.valToPos(from, "x", true);
    const width = Math.max(2, plot.valToPos(to, "x", true) - left);
    ctx.globalAlpha = 0.09;
    ctx.fillStyle = color;
    ctx.fillRect(left, bbox.top, width, bbox.height);
    ctx.globalAlpha = 1;
    ctx.fillRect(left, bbox.top + bbox.height, width, 3);
  }
  ctx.restore();
}

/**
 * Draws marks, such as the periods of firing alerts, behind the series. The component must be mounted together with the plot, because the
 * plot ignores hooks that are added later.
 */
export function Marks({ config, marks }: { readonly config: UPlotConfigBuilder; readonly marks: readonly Mark[] }): null {
  const theme = useTheme2();
  const plot = useRef<uPlot | null>(null);
  const latest = useRef({ marks, color: theme.colors.error.main });
  latest.current = { marks, color: theme.colors.error.main };
  useLayoutEffect(() => {
    // The padding prevents the edge of the panel from cutting off the last label of the time axis.
    config.setPadding([null, 16, null, null]);
    config.addHook("init", (made) => {
      plot.current = made;
    });
    config.addHook("drawClear", (made) => draw(made, latest.current.marks, latest.current.color));
  }, [config]);
  useEffect(() => plot.current?.redraw(false, false), [marks, theme]);
  return null;
}
