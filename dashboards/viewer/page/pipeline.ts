import { firstValueFrom } from "rxjs";
import type { Panel } from "../model/dashboard";
import type { PlainFrame } from "../model/frames";
import { interpolate, type Values } from "../model/interpolate";
import type { Drawn } from "../model/notices";
import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  compareArrayValues,
  compareDataFrameStructures,
  standardTransformersRegistry,
  toDataFrame,
  transformDataFrame,
  type ConfigOverrideRule,
  type DataFrame,
  type DataTransformerConfig,
  type FieldConfigSource,
  type GrafanaTheme2,
  type ScopedVars,
} from "./grafana";
import { fieldRegistryOf, withDefaults } from "./registries";

/** Time zone in which the page shows times. */
export const timeZone = "browser";

/** Converts frames to the format of `@grafana/data`. */
export const toFrames = (frames: readonly PlainFrame[]): DataFrame[] =>
  frames.map((frame) =>
    toDataFrame({
      ...frame,
      fields: frame.fields.map((field) => ({
        ...field,
        values: [...field.values],
        config: { ...field.config, links: field.config.links?.map((link) => ({ ...link })) },
      })),
    }),
  );

/** Applies the panel's transformations. Skips unknown transformations, about which the panel shows a notice. */
export async function transformed(panel: Panel, frames: DataFrame[]): Promise<DataFrame[]> {
  const known = panel.transformations.filter(({ id }) => standardTransformersRegistry.getIfExists(id) !== undefined);
  if (known.length === 0) return frames;
  return firstValueFrom(transformDataFrame(known as DataTransformerConfig[], frames));
}

/** The panel's field options with Grafana's defaults, and with the user's overrides, such as hidden series. */
export function fieldConfigOf(panel: Panel, type: Drawn, extra: readonly ConfigOverrideRule[] = []): FieldConfigSource {
  return {
    defaults: withDefaults(type, panel.fieldConfig.defaults) as FieldConfigSource["defaults"],
    overrides: [...(panel.fieldConfig.overrides as ConfigOverrideRule[]), ...extra],
  };
}

/** The context that Grafana's code passes with the URL of a data link: the field and row of the value. */
interface DataContext {
  readonly field?: { readonly values: readonly unknown[] };
  readonly rowIndex?: number;
}

/** Replaces `${__value.raw}` in a data link with the value of the linked cell. */
function withValue(text: string, scoped: ScopedVars | undefined): string {
  const { field, rowIndex } = (scoped?.["__dataContext"]?.value ?? {}) as DataContext;
  // A replacement string would expand `$&` and `$$` in the value.
  return rowIndex === undefined ? text : text.replaceAll("${__value.raw}", () => String(field?.values[rowIndex]));
}

/** Applies field options, so that each field has its unit, colour, thresholds and name. */
export function styled(
  frames: DataFrame[],
  type: Drawn,
  fieldConfig: FieldConfigSource,
  values: Values,
  theme: GrafanaTheme2,
): DataFrame[] {
  const result = applyFieldOverrides({
    data: frames,
    fieldConfig,
    fieldConfigRegistry: fieldRegistryOf(type),
    replaceVariables: (text, scoped) => interpolate(withValue(text, scoped), values, "text"),
    theme,
    timeZone,
  });
  cacheFieldDisplayNames(result);
  return result;
}

/** Whether two lists of frames have the same fields with the same options. If not, the plot is rebuilt. */
export const sameStructure = (before: DataFrame[], after: DataFrame[]): boolean =>
  compareArrayValues(before, after, compareDataFrameStructures);
