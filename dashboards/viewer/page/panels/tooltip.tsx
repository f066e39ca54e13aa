import type { ReactElement } from "react";
import type { Mark } from "../../model/marks";
import {
  getFieldDisplayItems,
  SortOrder,
  TooltipDisplayMode,
  VizTooltipContent,
  VizTooltipHeader,
  VizTooltipWrapper,
  type DataFrame,
} from "../grafana";

/** The part of a panel's options that controls its tooltip. */
export interface TooltipOptions {
  readonly mode: string;
  readonly sort?: string;
}

const orders: Readonly<Record<string, SortOrder>> = { asc: SortOrder.Ascending, desc: SortOrder.Descending };

/** Formats the frame's time at this index for the tooltip. */
export function timeText(frame: DataFrame, index: number): string {
  const time = frame.fields[0];
  const value: unknown = time?.values[index];
  return time?.display?.(value).text ?? new Date(Number(value)).toLocaleString();
}

/** Shows the values of the series and the marks at the position of the mouse. */
export function SeriesTooltip(props: {
  readonly frame: DataFrame;
  readonly dataIndexes: (number | null)[];
  readonly seriesIndex: number | null;
  readonly options: TooltipOptions;
  readonly pinned: boolean;
  readonly marks: readonly Mark[];
}): ReactElement | null {
  const { frame, dataIndexes, seriesIndex, options, pinned, marks } = props;
  const [time] = frame.fields;
  const index = dataIndexes.find((candidate) => candidate !== null);
  if (options.mode === "none" || time === undefined || index === undefined || index === null) return null;
  const items = getFieldDisplayItems(
    frame.fields,
    time,
    dataIndexes,
    seriesIndex,
    options.mode === "multi" ? TooltipDisplayMode.Multi : TooltipDisplayMode.Single,
    orders[options.sort ?? ""] ?? SortOrder.None,
    (field) => field.config.custom?.hideFrom?.tooltip !== true,
  );
  return (
    <VizTooltipWrapper>
      <VizTooltipHeader item={{ label: timeText(frame, index), value: "" }} isPinned={pinned} />
      <VizTooltipContent items={items} isPinned={pinned} scrollable={pinned} maxHeight={400} />
      {marks.map((mark) => (
        <div className="v-tooltip-mark" key={`${mark.title}${mark.text}${mark.from}`}>
          {mark.title} {mark.text}
        </div>
      ))}
    </VizTooltipWrapper>
  );
}
