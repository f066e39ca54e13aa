import { z } from "zod";

const reference = z.object({ type: z.string(), uid: z.string() });
const gridPos = z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() });
const link = z.object({
  title: z.string(),
  type: z.string().default("link"),
  url: z.string().optional(),
  tags: z.array(z.string()).default([]),
  targetBlank: z.boolean().default(false),
  includeVars: z.boolean().default(false),
  keepTime: z.boolean().default(false),
});
const override = z.object({
  matcher: z.object({ id: z.string(), options: z.unknown().optional() }),
  properties: z.array(z.object({ id: z.string(), value: z.unknown().optional() })),
});
const fieldConfig = z.object({
  defaults: z.record(z.string(), z.unknown()).default({}),
  overrides: z.array(override).default([]),
});
const panel = z.object({
  id: z.number(),
  type: z.string(),
  title: z.string().default(""),
  description: z.string().optional(),
  transparent: z.boolean().optional(),
  datasource: reference.optional(),
  gridPos,
  options: z.record(z.string(), z.unknown()).default({}),
  fieldConfig: fieldConfig.default({ defaults: {}, overrides: [] }),
  targets: z.array(z.looseObject({ refId: z.string(), hide: z.boolean().optional(), datasource: reference.optional() })).default([]),
  transformations: z.array(z.object({ id: z.string(), options: z.unknown().optional() })).default([]),
  links: z.array(link).default([]),
  collapsed: z.boolean().optional(),
});
/** A panel in the format of the dashboard file. A row is a panel of type `row`. */
export type Panel = z.infer<typeof panel>;
export type Link = z.infer<typeof link>;

const variable = z.object({
  name: z.string(),
  type: z.string(),
  label: z.string().optional(),
  hide: z.number().default(0),
  multi: z.boolean().default(false),
  includeAll: z.boolean().default(false),
  allValue: z.string().nullish(),
  regex: z.string().optional(),
  sort: z.number().default(0),
  query: z.union([z.string(), z.looseObject({ query: z.string() })]).optional(),
  datasource: reference.optional(),
});
export type Variable = z.infer<typeof variable>;

const annotation = z.object({
  name: z.string(),
  enable: z.boolean().default(true),
  datasource: reference.optional(),
  expr: z.string().optional(),
  titleFormat: z.string().default(""),
  textFormat: z.string().default(""),
  step: z.string().default("60s"),
});

/** The part of a dashboard file that the viewer reads. */
export const dashboard = z.object({
  uid: z.string(),
  title: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()).default([]),
  time: z.object({ from: z.string(), to: z.string() }).default({ from: "now-1h", to: "now" }),
  refresh: z.union([z.string(), z.boolean()]).optional(),
  timezone: z.string().optional(),
  links: z.array(link).default([]),
  panels: z.array(panel.extend({ panels: z.array(panel).default([]) })),
  templating: z.object({ list: z.array(variable).default([]) }).default({ list: [] }),
  annotations: z.object({ list: z.array(annotation).default([]) }).default({ list: [] }),
});
export type Dashboard = z.infer<typeof dashboard>;

/** One row of a dashboard with its panels. `panel` is undefined if the panels are before the first row or after a collapsed row. */
export interface Row {
  readonly panel: Panel | undefined;
  /** Whether the dashboard file says that the row is collapsed. */
  readonly closed: boolean;
  readonly panels: readonly Panel[];
}

/** Returns the rows of a dashboard in their order. A row has the panels in it and, unless it is collapsed, the panels that follow it. */
export function rowsOf({ panels }: Dashboard): Row[] {
  const rows: { panel: Panel | undefined; closed: boolean; panels: Panel[] }[] = [];
  const ordered = [...panels].sort((a, b) => a.gridPos.y - b.gridPos.y || a.gridPos.x - b.gridPos.x);
  for (const entry of ordered) {
    const { panels: inner, ...own } = entry;
    if (own.type === "row") rows.push({ panel: own, closed: own.collapsed === true, panels: [...inner] });
    else {
      const last = rows.at(-1);
      if (last === undefined || last.closed) rows.push({ panel: undefined, closed: false, panels: [own] });
      else last.panels.push(own);
    }
  }
  return rows;
}
