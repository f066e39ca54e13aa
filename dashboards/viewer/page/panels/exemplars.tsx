import { useEffect, useLayoutEffect, useRef } from "react";
import type uPlot from "uplot";
import type { Exemplar } from "../../model/exemplars";
import { traceHash } from "../../model/trace-link";
import type { UPlotConfigBuilder } from "../grafana";

const kind = "v-exemplar";

interface Props {
  readonly config: UPlotConfigBuilder;
  readonly exemplars: readonly Exemplar[];
  /** Formats a value. */
  readonly text: (value: number) => string;
  /** Place of a value on the vertical axis. Default: the value. */
  readonly onAxis?: (value: number) => number;
}

/**
 * Draws each exemplar in the plot's time range as a link over the plot, and removes the previous links. An exemplar above or below the
 * vertical axis is drawn at the end of the axis.
 */
function place(plot: uPlot, { exemplars, text, onAxis = (value) => value }: Omit<Props, "config">): void {
  const { over, series } = plot;
  for (const old of over.querySelectorAll(`.${kind}`)) old.remove();
  const scale = series[1]?.scale;
  if (scale === undefined) return;
  for (const { at, value, traceId } of exemplars) {
    const left = plot.valToPos(at, "x");
    if (left < 0 || left > over.clientWidth) continue;
    const link = document.createElement("a");
    link.className = kind;
    link.href = traceHash(traceId);
    link.title = `${text(value)}. Open the trace ${traceId}.`;
    link.style.left = `${left}px`;
    link.style.top = `${Math.min(over.clientHeight, Math.max(0, plot.valToPos(onAxis(value), scale)))}px`;
    // Without `stopPropagation`, the plot would treat a click on the link as the start of a zoom.
    for (const event of ["mousedown", "mouseup"]) link.addEventListener(event, (each) => each.stopPropagation());
    over.append(link);
  }
}

/**
 * Draws exemplars as dots over a plot. A click opens the trace. The component must be mounted together with the plot, because the plot
 * ignores hooks that are added later.
 */
export function Exemplars(props: Props): null {
  const { config, exemplars } = props;
  const plot = useRef<uPlot | null>(null);
  const latest = useRef(props);
  latest.current = props;
  useLayoutEffect(() => {
    config.addHook("init", (made) => {
      plot.current = made;
    });
    config.addHook("draw", (made) => place(made, latest.current));
  }, [config]);
  useEffect(() => plot.current?.redraw(false, false), [exemplars]);
  return null;
}
