import type { ReactElement } from "react";
import type { Drawn } from "../../model/notices";
import { HeatmapPanel } from "./heatmap";
import { LogsPanel } from "./logs";
import type { PanelProps } from "./props";
import { StatPanel } from "./stat";
import { TablePanel } from "./table";
import { TextPanel } from "./text";
import { TimeSeriesPanel } from "./timeseries";

const kinds: Readonly<Record<Drawn, (props: PanelProps) => ReactElement | null>> = {
  timeseries: TimeSeriesPanel,
  stat: StatPanel,
  table: TablePanel,
  text: TextPanel,
  heatmap: HeatmapPanel,
  logs: LogsPanel,
};

/** Draws a panel of a known type. */
export function Visual({ type, ...props }: PanelProps & { readonly type: Drawn }): ReactElement {
  const Kind = kinds[type];
  return <Kind {...props} />;
}
