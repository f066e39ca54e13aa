import type { ReactElement } from "react";
import { interpolate } from "../../model/interpolate";
import {
  BigValue,
  getDisplayValueAlignmentFactors,
  getFieldDisplayValues,
  useTheme2,
  VizRepeater,
  type BigValueColorMode,
  type BigValueGraphMode,
  type BigValueJustifyMode,
  type BigValueTextMode,
  type FieldDisplay,
  type VizOrientation,
} from "../grafana";
import { timeZone } from "../pipeline";
import type { PanelProps } from "./props";

/** Stat panel options that the viewer supports. */
interface StatOptions {
  readonly graphMode: string;
  readonly colorMode: string;
  readonly justifyMode: string;
  readonly textMode: string;
  readonly orientation: string;
  readonly wideLayout: boolean;
  readonly showPercentChange: boolean;
  readonly reduceOptions: { readonly calcs: string[]; readonly values?: boolean; readonly fields?: string; readonly limit?: number };
}

const defaults: StatOptions = {
  graphMode: "area",
  colorMode: "value",
  justifyMode: "auto",
  textMode: "auto",
  orientation: "auto",
  wideLayout: true,
  showPercentChange: false,
  reduceOptions: { calcs: ["lastNotNull"] },
};

/** Shows one large value per series, or per row with `reduceOptions.values`. */
export function StatPanel({ panel, frames, fieldConfig, values, width, height, structureRev }: PanelProps): ReactElement {
  const theme = useTheme2();
  const options: StatOptions = { ...defaults, ...panel.options };
  const found = (): FieldDisplay[] =>
    getFieldDisplayValues({
      fieldConfig,
      reduceOptions: options.reduceOptions,
      replaceVariables: (text) => interpolate(text, values, "text"),
      theme,
      data: frames,
      sparkline: options.graphMode !== "none",
      percentChange: options.showPercentChange,
      timeZone,
    });
  return (
    <VizRepeater
      getValues={found}
      getAlignmentFactors={getDisplayValueAlignmentFactors}
      renderValue={({ value, width: ownWidth, height: ownHeight, alignmentFactors, count }) => (
        <BigValue
          value={value.display}
          count={count}
          sparkline={value.sparkline}
          colorMode={options.colorMode as BigValueColorMode}
          graphMode={options.graphMode as BigValueGraphMode}
          justifyMode={options.justifyMode as BigValueJustifyMode}
          textMode={options.textMode as BigValueTextMode}
          alignmentFactors={alignmentFactors}
          width={ownWidth}
          height={ownHeight}
          theme={theme}
          disableWideLayout={!options.wideLayout}
        />
      )}
      width={width}
      height={height}
      source={frames}
      autoGrid
      renderCounter={structureRev}
      orientation={options.orientation as VizOrientation}
    />
  );
}
