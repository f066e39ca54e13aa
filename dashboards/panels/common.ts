import {
  DashboardLinkBuilder,
  DashboardLinkType,
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type GridPos,
  type ValueMap,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { severities, type Severity, type ThresholdValues } from "../../exporters/model/thresholds";
import type { Color, Link, Mapping, Panel } from "../model";
import { datasource } from "./targets";

/** A panel's position and ID. */
export interface Place {
  readonly number: number;
  readonly at: GridPos;
}

export const severityColor = { critical: "red", warning: "orange", info: "blue" } as const satisfies Record<Severity, Color>;

/** The methods of the SDK's panel builders that `describe` calls. */
interface PanelBuilder {
  id(id: number): unknown;
  title(title: string): unknown;
  description(text: string): unknown;
  datasource(ref: { type: string; uid: string }): unknown;
  gridPos(at: GridPos): unknown;
  unit(unit: string): unknown;
  noValue(text: string): unknown;
  links(links: { build: () => ReturnType<DashboardLinkBuilder["build"]> }[]): unknown;
}

const link = ({ title, url }: Link): DashboardLinkBuilder =>
  new DashboardLinkBuilder(title).type(DashboardLinkType.Link).url(url).targetBlank(true);

/** Sets the fields that every panel has. */
export function describe<B extends PanelBuilder>(builder: B, panel: Panel, place: Place): B {
  builder.id(place.number);
  builder.title(panel.title);
  builder.description(`${panel.description}\n\nNo data: ${panel.empty}`);
  builder.datasource(datasource(panel.queries[0].datasource));
  builder.gridPos({ ...place.at });
  builder.unit(panel.unit);
  builder.noValue(panel.empty);
  if (panel.links !== undefined) builder.links(panel.links.map(link));
  return builder;
}

/**
 * Colour steps at the thresholds of an alert. A value gets the colour of the worst severity whose threshold it reaches or, with `below`,
 * falls below. All other values are green.
 */
export function colorSteps(thresholds: ThresholdValues = {}, worse: "above" | "below" = "above"): ThresholdsConfigBuilder {
  const ordered = severities
    .flatMap((severity) => (thresholds[severity] === undefined ? [] : [{ severity, value: thresholds[severity] }]))
    .sort((a, b) => a.value - b.value);
  const upward = [{ value: null, color: "green" }, ...ordered.map(({ severity, value }) => ({ value, color: severityColor[severity] }))];
  const downward = [
    ...ordered.map(({ severity }, index) => ({ value: ordered[index - 1]?.value ?? null, color: severityColor[severity] })),
    { value: ordered.at(-1)?.value ?? null, color: "green" },
  ];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(worse === "above" ? upward : downward);
}

export const paletteColors = (): FieldColorBuilder => new FieldColorBuilder().mode(FieldColorModeId.PaletteClassic);
export const thresholdColors = (): FieldColorBuilder => new FieldColorBuilder().mode(FieldColorModeId.Thresholds);

/** Value mappings from numbers to text. */
export const valueMappings = (mappings: readonly Mapping[]): ValueMap[] =>
  mappings.length === 0
    ? []
    : [
        {
          type: MappingType.ValueToText,
          options: Object.fromEntries(mappings.map(({ value, text, color }, index) => [String(value), { text, color, index }])),
        },
      ];
