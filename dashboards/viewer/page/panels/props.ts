import type { Panel } from "../../model/dashboard";
import type { Values } from "../../model/interpolate";
import type { Range } from "../../model/interval";
import type { DataFrame, FieldConfigSource } from "../grafana";

/** Properties of all panel types. */
export interface PanelProps {
  readonly panel: Panel;
  /** Frames with their field options applied. */
  readonly frames: DataFrame[];
  /** Number that changes when the fields of the frames or their options change. */
  readonly structureRev: number;
  readonly fieldConfig: FieldConfigSource;
  readonly values: Values;
  readonly range: Range;
  readonly width: number;
  readonly height: number;
}
