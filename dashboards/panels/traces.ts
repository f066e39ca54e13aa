import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import type { TracesPanel } from "../model";
import { built } from "./clone";
import { describe, type Place } from "./common";
import { columnWidth } from "./table";
import { targets } from "./targets";

/** Widths in pixels of the columns that both Tempo and Jaeger return. The other columns share the remaining width. */
const widths = { "Trace ID": 150, "Start time": 190, Duration: 90 };

/** A list of traces in Grafana's format. The response of the trace store defines the columns, their units and the link to the trace. */
export function tracesPanel(panel: TracesPanel, place: Place): Panel {
  const builder = describe(new PanelBuilder(), panel, place)
    .targets(targets(panel.queries, "table"))
    .filterable(true)
    .minWidth(columnWidth);
  for (const [title, width] of Object.entries(widths)) builder.overrideByName(title, [{ id: "custom.width", value: width }]);
  return built(builder);
}
