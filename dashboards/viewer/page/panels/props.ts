import type { Panel } from "../../model/dashboard";
import type { Values } from "../../model/interpolate";
import type { Range } from "../../model/interval";
import type { DataFrame, FieldConfigSource } from "../grafana";

/** What every kind of panel gets. */
export interface PanelProps {
  readonly panel: Panel;
  /** Frames with their field options applied. */
  readonly frames: DataFrame[];
  /** Changes when the frames have other fields or options than before. */
  readonly structureRev: number;
  readonly fieldConfig: FieldConfigSource;
  readonly values: Values;
  readonly range: Range;
  readonly width: number;
  readonly height: number;
}
