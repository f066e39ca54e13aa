import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/table";
import type { TracesPanel } from "../model";
import { built } from "./clone";
import { describe, type Place } from "./common";
import { targets } from "./targets";

/** A list of traces in Grafana's format. The response of Tempo defines the columns, their units and the link to the trace. */
export const tracesPanel = (panel: TracesPanel, place: Place): Panel =>
  built(describe(new PanelBuilder(), panel, place).targets(targets(panel.queries, "table")).filterable(true));
