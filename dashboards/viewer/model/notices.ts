import type { Dashboard, Panel } from "./dashboard";

/** Panel types that the viewer draws. */
export const drawn = ["timeseries", "stat", "table", "text", "heatmap", "logs"] as const;
export type Drawn = (typeof drawn)[number];

/** Whether the viewer draws panels of this type. */
export const isDrawn = (type: string): type is Drawn => drawn.some((known) => known === type);

/** Options for which a panel shows no notice, by panel type. The viewer supports them, or they have no effect in the viewer. */
const options: Readonly<Record<Drawn, readonly string[]>> = {
  timeseries: ["legend", "tooltip", "timezone"],
  stat: [
    "graphMode",
    "colorMode",
    "justifyMode",
    "textMode",
    "wideLayout",
    "showPercentChange",
    "percentChangeColorMode",
    "reduceOptions",
    "orientation",
    "text",
  ],
  table: ["frameIndex", "showHeader", "showTypeIcons", "footer", "cellHeight", "sortBy"],
  text: ["mode", "content", "code"],
  heatmap: [
    "calculate",
    "color",
    "filterValues",
    "showValue",
    "cellGap",
    "yAxis",
    "legend",
    "tooltip",
    "exemplars",
    "selectionMode",
    "cellValues",
  ],
  logs: [
    "showLabels",
    "showCommonLabels",
    "showTime",
    "showLogContextToggle",
    "wrapLogMessage",
    "prettifyLogMessage",
    "enableLogDetails",
    "sortOrder",
    "dedupStrategy",
  ],
};

/** Field options for which no panel shows a notice. */
export const standardFields = [
  "unit",
  "min",
  "max",
  "decimals",
  "displayName",
  "noValue",
  "thresholds",
  "mappings",
  "links",
  "color",
  "fieldMinMax",
  "filterable",
  "description",
];

/** Field options under `custom` for which a panel shows no notice, by panel type. */
export const customFields: Readonly<Record<Drawn, readonly string[]>> = {
  timeseries: [
    "drawStyle",
    "lineWidth",
    "lineInterpolation",
    "lineStyle",
    "fillOpacity",
    "gradientMode",
    "showPoints",
    "pointSize",
    "stacking",
    "axisPlacement",
    "axisLabel",
    "axisWidth",
    "axisSoftMin",
    "axisSoftMax",
    "axisColorMode",
    "axisCenteredZero",
    "axisBorderShow",
    "axisGridShow",
    "scaleDistribution",
    "spanNulls",
    "insertNulls",
    "hideFrom",
    "thresholdsStyle",
    "barAlignment",
    "barWidthFactor",
    "barMaxWidth",
    "fillBelowTo",
    "fillColor",
    "lineColor",
    "pointColor",
    "transform",
  ],
  stat: [],
  table: ["align", "inspect", "filterable", "cellOptions", "width", "minWidth", "hidden", "hideFrom", "wrapText"],
  text: [],
  heatmap: ["hideFrom", "scaleDistribution"],
  logs: [],
};

/** Transformations that the viewer applies. */
const transformations = ["merge", "filterFieldsByName", "organize", "reduce", "sortBy", "limit", "renameByRegex", "seriesToRows"];
/** Supported matchers with which a field override selects fields. */
const matchers = ["byName", "byFrameRefID", "byRegexp", "byType", "byNames"];
/** Supported types of variables. */
export const variableTypes = ["query", "custom", "interval", "textbox", "constant"];

const missing = (what: string, used: readonly string[], known: readonly string[]): string[] =>
  [...new Set(used)].filter((name) => !known.includes(name)).map((name) => `${what} "${name}" is not supported here.`);

/**
 * Returns one notice for each feature of a panel that the viewer does not support. Empty if the viewer supports all features. A panel of an
 * unsupported type has a single notice.
 */
export function panelNotices(panel: Panel): string[] {
  if (!isDrawn(panel.type))
    return [`Panels of type "${panel.type}" are not supported here. Supported are ${drawn.join(", ")}. Grafana shows this panel.`];
  const { defaults, overrides } = panel.fieldConfig;
  const custom = typeof defaults["custom"] === "object" && defaults["custom"] !== null ? Object.keys(defaults["custom"]) : [];
  const properties = overrides.flatMap((override) => override.properties.map(({ id }) => id));
  const ofPanel = properties.filter((id) => id.startsWith("custom.")).map((id) => id.slice("custom.".length));
  return [
    ...missing("Option", Object.keys(panel.options), options[panel.type]),
    ...missing(
      "Field option",
      [...Object.keys(defaults).filter((key) => key !== "custom"), ...properties.filter((id) => !id.startsWith("custom."))],
      standardFields,
    ),
    ...missing("Field option", [...custom, ...ofPanel], customFields[panel.type]),
    ...missing(
      "Override by",
      overrides.map(({ matcher }) => matcher.id),
      matchers,
    ),
    ...missing(
      "Transformation",
      panel.transformations.map(({ id }) => id),
      transformations,
    ),
  ];
}

/** Returns one sentence for each unsupported feature of a dashboard, without the features of its panels. */
export const dashboardNotices = ({ templating, annotations }: Dashboard): string[] => [
  ...missing(
    "Variable type",
    templating.list.map(({ type }) => type),
    variableTypes,
  ),
  ...annotations.list
    .filter(({ enable, datasource }) => enable && datasource?.type !== "prometheus")
    .map(({ name }) => `Annotations "${name}" are not supported here: only those of Prometheus are.`),
];
