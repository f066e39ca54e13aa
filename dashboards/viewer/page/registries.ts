import {
  createFieldConfigRegistry,
  displayNameOverrideProcessor,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  thresholdsOverrideProcessor,
  valueMappingsOverrideProcessor,
  type DataTransformerInfo,
  type FieldConfigPropertyItem,
} from "./grafana";
import { customFields, standardFields, type Drawn } from "../model/notices";

type Process = FieldConfigPropertyItem["process"];

const processors: Readonly<Record<string, Process>> = {
  displayName: displayNameOverrideProcessor as Process,
  min: numberOverrideProcessor as Process,
  max: numberOverrideProcessor as Process,
  decimals: numberOverrideProcessor as Process,
  thresholds: thresholdsOverrideProcessor as Process,
  mappings: valueMappingsOverrideProcessor as Process,
};

/** Placeholder for the editors that the registries require. The viewer edits no options. */
const noEditor = (): null => null;

const item = (id: string, custom: boolean): FieldConfigPropertyItem => ({
  id,
  path: id,
  name: id,
  isCustom: custom,
  editor: noEditor,
  override: noEditor,
  process: custom ? (identityOverrideProcessor as Process) : (processors[id] ?? (identityOverrideProcessor as Process)),
  shouldApply: () => true,
});

/** Fills Grafana's registries of field options and transformations. Outside of Grafana they are empty, and options would have no effect. */
export function fillRegistries(): void {
  standardFieldConfigEditorRegistry.setInit(() => standardFields.map((id) => item(id, false)));
  standardTransformersRegistry.setInit(() => {
    const byId = new Map<string, DataTransformerInfo>();
    // The list contains some transformers twice, and a registry refuses duplicates.
    for (const transformer of Object.values(standardTransformers) as DataTransformerInfo[]) byId.set(transformer.id, transformer);
    return [...byId.values()].map((transformer) => ({
      id: transformer.id,
      name: transformer.name,
      editor: noEditor,
      transformation: () => Promise.resolve(transformer),
      imageDark: "",
      imageLight: "",
    }));
  });
}

type FieldRegistry = ReturnType<typeof createFieldConfigRegistry>;
const made = new Map<Drawn, FieldRegistry>();

/** Returns the field options of a panel type: the standard options, and its own options under `custom`. */
export function fieldRegistryOf(type: Drawn): FieldRegistry {
  const known = made.get(type);
  if (known !== undefined) return known;
  const registry = createFieldConfigRegistry(
    {
      useCustomConfig: (builder) => {
        for (const id of customFields[type]) builder.addCustomEditor(item(id, true));
      },
    },
    type,
  );
  made.set(type, registry);
  return registry;
}

/** Grafana's defaults for the `custom` field options of each panel type. */
const customDefaults: Readonly<Record<Drawn, Readonly<Record<string, unknown>>>> = {
  timeseries: {
    drawStyle: "line",
    lineInterpolation: "linear",
    lineWidth: 1,
    fillOpacity: 0,
    gradientMode: "none",
    showPoints: "auto",
    pointSize: 5,
    stacking: { mode: "none", group: "A" },
    axisPlacement: "auto",
    axisColorMode: "text",
    axisBorderShow: false,
    axisCenteredZero: false,
    axisLabel: "",
    scaleDistribution: { type: "linear" },
    spanNulls: false,
    insertNulls: false,
    barAlignment: 0,
    barWidthFactor: 0.6,
    thresholdsStyle: { mode: "off" },
    hideFrom: { tooltip: false, viz: false, legend: false },
  },
  stat: {},
  table: { align: "auto", inspect: false, filterable: false, cellOptions: { type: "auto" } },
  text: {},
  heatmap: { hideFrom: { tooltip: false, viz: false, legend: false } },
  logs: {},
};

/** Returns the panel's field options. Missing options under `custom` get Grafana's defaults. */
export const withDefaults = (type: Drawn, defaults: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...defaults,
  custom: { ...customDefaults[type], ...(typeof defaults["custom"] === "object" ? defaults["custom"] : {}) },
});
