import { useMemo, type ReactElement } from "react";
import { TableNG } from "../grafana";
import type { PanelProps } from "./props";
import { timeRangeOf } from "./timeseries";

/** Table options that the viewer supports. */
interface TableOptions {
  readonly showHeader?: boolean;
  readonly showTypeIcons?: boolean;
  readonly cellHeight?: string;
  readonly frameIndex?: number;
  readonly sortBy?: { readonly displayName: string; readonly desc?: boolean }[];
}

/** Shows one frame as a table: the frame at the position `frameIndex`, or the first frame if there is no such frame. */
export function TablePanel({ panel, frames, structureRev, fieldConfig, range, width, height }: PanelProps): ReactElement | null {
  const options = panel.options as TableOptions;
  const timeRange = useMemo(() => timeRangeOf(range), [range]);
  const frame = frames[options.frameIndex ?? 0] ?? frames[0];
  if (frame === undefined) return null;
  const { noValue } = fieldConfig.defaults;
  return (
    <TableNG
      data={frame}
      width={width}
      height={height}
      noHeader={options.showHeader === false}
      showTypeIcons={options.showTypeIcons === true}
      sortBy={options.sortBy}
      cellHeight={(options.cellHeight ?? "sm") as NonNullable<Parameters<typeof TableNG>[0]["cellHeight"]>}
      structureRev={structureRev}
      fieldConfig={fieldConfig}
      timeRange={timeRange}
      noValue={noValue}
      resizable
      contentAwareWidthsEnabled
    />
  );
}
