import type { Panel } from "../../model/dashboard";
import type { Exemplar } from "../../model/exemplars";
import type { Values } from "../../model/interpolate";
import type { Range } from "../../model/interval";
import type { DataFrame, FieldConfigSource } from "../grafana";

/** Properties of all panel types. */
export interface PanelProps {
  readonly panel: Panel;
  /** Frames with their field options applied. */
  readonly frames: DataFrame[];
  /** Single events with the IDs of their traces. Empty unless the panel is a time series panel or a heatmap. */
  readonly exemplars: readonly Exemplar[];
  /** Number that changes when the fields of the frames or their options change. */
  readonly structureRev: number;
  readonly fieldConfig: FieldConfigSource;
  readonly values: Values;
  readonly range: Range;
  readonly width: number;
  readonly height: number;
}
