import type { DynamicConfigValue, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import type { TracesPanel } from "../model";
import { built } from "./clone";
import { describe, type Place } from "./common";
import { columnWidth } from "./table";
import { targets } from "./targets";

const text: readonly DynamicConfigValue[] = [
  { id: "custom.minWidth", value: columnWidth.text },
  { id: "unit", value: "string" },
];

/**
 * Columns that Tempo and Jaeger return, in the order in which the table shows them: on a phone, only the first three fit. Without the unit
 * `string`, Grafana would read an ID of digits as a number.
 */
const columns: Readonly<Record<string, readonly DynamicConfigValue[]>> = {
  "Trace ID": [
    { id: "custom.width", value: 150 },
    { id: "unit", value: "string" },
  ],
  Duration: [{ id: "custom.width", value: 95 }],
  Name: text,
  "Trace name": text,
  Service: text,
  "Start time": [{ id: "custom.width", value: 190 }],
};

const order = {
  id: "organize",
  options: {
    indexByName: Object.fromEntries(Object.keys(columns).map((title, index) => [title, index])),
    renameByName: {},
    excludeByName: {},
  },
};

/** A list of traces in Grafana's format. Grafana's data source for the trace store adds the link to the trace. */
export function tracesPanel(panel: TracesPanel, place: Place): Panel {
  const builder = describe(new PanelBuilder(), panel, place)
    .targets(targets(panel.queries, "table"))
    .transformations([order])
    .filterable(true)
    .minWidth(columnWidth.value);
  for (const [title, properties] of Object.entries(columns)) builder.overrideByName(title, [...properties]);
  return built(builder);
}
