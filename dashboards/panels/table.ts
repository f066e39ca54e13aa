import { TableCellDisplayMode, TableSortByFieldStateBuilder } from "@grafana/grafana-foundation-sdk/common";
import type { DataTransformerConfig, DynamicConfigValue, Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import type { Column, TablePanel } from "../model";
import { built } from "./clone";
import { colorSteps, describe, valueMappings, type Place } from "./common";
import { refId, targets } from "./targets";

/**
 * Names that Grafana may give to the field of a column: the label, or `Value #A` for a value. If there is only one query, the name may also
 * be `Value`.
 */
const fieldsOf = ({ from }: Column, queries: number): string[] =>
  typeof from === "string" ? [from] : queries === 1 ? ["Value", `Value #${refId(from)}`] : [`Value #${refId(from)}`];

/** Grafana's transformations that give one row per label set, with only the requested columns in their order. */
function shape(panel: TablePanel): DataTransformerConfig[] {
  const named = panel.columns.flatMap((column, index) => fieldsOf(column, panel.queries.length).map((field) => ({ field, column, index })));
  return [
    { id: "merge", options: {} },
    { id: "filterFieldsByName", options: { include: { names: named.map(({ field }) => field) } } },
    {
      id: "organize",
      options: {
        indexByName: Object.fromEntries(named.map(({ field, index }) => [field, index])),
        renameByName: Object.fromEntries(named.map(({ field, column }) => [field, column.title])),
      },
    },
  ];
}

/**
 * Minimum widths of columns in pixels. A number fits into 80 pixels, and most names fit into 120. Grafana's default of 150 for all columns
 * would cut off the last columns of a table that is half as wide as the dashboard.
 */
export const columnWidth = { value: 80, text: 120 } as const;

function properties(column: Column): DynamicConfigValue[] {
  const colored = column.thresholds !== undefined || column.mappings !== undefined;
  const isText = typeof column.from === "string";
  const least = column.least ?? (isText ? columnWidth.text : undefined);
  // With the panel's unit, Grafana would round a label such as a statement's ID to a number with 16 digits.
  const unit = column.unit ?? (isText ? "string" : undefined);
  return [
    ...(unit === undefined ? [] : [{ id: "unit", value: unit }]),
    ...(column.width === undefined ? [] : [{ id: "custom.width", value: column.width }]),
    ...(least === undefined ? [] : [{ id: "custom.minWidth", value: least }]),
    // Grafana aligns numbers to the right, but the mappings show words instead of these numbers.
    ...(column.mappings === undefined ? [] : [{ id: "custom.align", value: "left" }]),
    // A row can lack a label, or the value of one query. Without this option, the cell would contain the text for an empty panel.
    { id: "noValue", value: "-" },
    ...(column.thresholds === undefined ? [] : [{ id: "thresholds", value: colorSteps(column.thresholds, column.worse).build() }]),
    ...(column.mappings === undefined ? [] : [{ id: "mappings", value: valueMappings(column.mappings) }]),
    ...(colored ? [{ id: "custom.cellOptions", value: { type: TableCellDisplayMode.ColorText } }] : []),
  ];
}

/** A table panel in Grafana's format. It shows the latest values. */
export function tablePanel(panel: TablePanel, place: Place): Panel {
  const builder = describe(new PanelBuilder(), panel, place)
    .targets(targets(panel.queries, "table"))
    .transformations(shape(panel))
    .thresholds(colorSteps())
    .sortBy([new TableSortByFieldStateBuilder().displayName(panel.sortBy.title).desc(panel.sortBy.desc)])
    .filterable(true)
    .minWidth(columnWidth.value);
  for (const column of panel.columns) builder.overrideByName(column.title, properties(column));
  return built(builder);
}
