import { LogsSortOrder } from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/logs";
import type { LogsPanel } from "../model";
import { built } from "./clone";
import { describe, type Place } from "./common";
import { targets } from "./targets";

/** A logs panel in Grafana's format, with the newest lines first. A line expands to its fields and the link to its trace. */
export const logsPanel = (panel: LogsPanel, place: Place): Panel =>
  built(
    describe(new PanelBuilder(), panel, place)
      .targets(targets(panel.queries, "series"))
      .showTime(true)
      .wrapLogMessage(true)
      .enableLogDetails(true)
      .sortOrder(LogsSortOrder.Descending),
  );
