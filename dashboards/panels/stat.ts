import { BigValueColorMode, BigValueGraphMode, BigValueTextMode, ReduceDataOptionsBuilder } from "@grafana/grafana-foundation-sdk/common";
import type { Panel } from "@grafana/grafana-foundation-sdk/dashboard";
import { PanelBuilder } from "@grafana/grafana-foundation-sdk/stat";
import type { StatPanel } from "../model";
import { built } from "./clone";
import { colorSteps, describe, thresholdColors, valueMappings, type Place } from "./common";
import { targets } from "./targets";

/** A stat panel in Grafana's format: a big number for each series. The thresholds and the value mappings colour the background. */
export const statPanel = (panel: StatPanel, place: Place): Panel =>
  built(
    describe(new PanelBuilder(), panel, place)
      .targets(targets(panel.queries, "series"))
      .colorScheme(thresholdColors())
      .thresholds(colorSteps(panel.thresholds, panel.worse))
      .mappings(valueMappings(panel.mappings ?? []))
      .graphMode(BigValueGraphMode.None)
      .colorMode(BigValueColorMode.Background)
      .textMode(BigValueTextMode.Auto)
      .reduceOptions(new ReduceDataOptionsBuilder().calcs(["lastNotNull"]).values(false)),
  );
