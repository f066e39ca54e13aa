import { z } from "zod";

const texts = z.record(z.string(), z.coerce.string());

/** A Prometheus rule file, reduced to the fields that are compared. */
export const rulesFile = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          alert: z.string().optional(),
          record: z.string().optional(),
          expr: z.coerce.string(),
          for: z.string().optional(),
          keep_firing_for: z.string().optional(),
          labels: texts.optional(),
          annotations: texts.optional(),
        }),
      ),
    }),
  ),
});

/** One route of Alertmanager's routing tree. */
export interface RouteShape {
  readonly receiver?: string | undefined;
  readonly matchers?: readonly string[] | undefined;
  readonly continue?: boolean | undefined;
  readonly group_by?: readonly string[] | undefined;
  readonly group_wait?: string | undefined;
  readonly group_interval?: string | undefined;
  readonly repeat_interval?: string | undefined;
  readonly active_time_intervals?: readonly string[] | undefined;
  readonly mute_time_intervals?: readonly string[] | undefined;
  readonly routes?: readonly RouteShape[] | undefined;
}

const names = z.array(z.string()).optional();
const route: z.ZodType<RouteShape> = z.object({
  receiver: z.string().optional(),
  matchers: names,
  continue: z.boolean().optional(),
  group_by: names,
  group_wait: z.string().optional(),
  group_interval: z.string().optional(),
  repeat_interval: z.string().optional(),
  active_time_intervals: names,
  mute_time_intervals: names,
  get routes() {
    return z.array(route).optional();
  },
});

/** `alertmanager.yml`, reduced to the fields that are compared. Receivers and time intervals keep all their fields. */
export const alertmanagerFile = z.object({
  global: z.record(z.string(), z.unknown()).optional(),
  route,
  inhibit_rules: z
    .array(
      z.object({
        name: z.string().optional(),
        source_matchers: z.array(z.string()),
        target_matchers: z.array(z.string()),
        equal: z.array(z.string()).optional(),
      }),
    )
    .optional(),
  time_intervals: z.array(z.looseObject({ name: z.string() })).optional(),
  receivers: z.array(z.looseObject({ name: z.string() })),
});

/** A target file for Prometheus' file-based service discovery. */
export const targetsFile = z.array(z.object({ targets: z.array(z.string()), labels: texts.optional() }));

/** `prometheus.yml`. Unlisted fields are kept. */
export const scrapeFile = z.looseObject({
  global: z.record(z.string(), z.unknown()).optional(),
  scrape_configs: z.array(z.looseObject({ job_name: z.string() })).optional(),
});

/** A Grafana dashboard. */
export const dashboardFile = z.looseObject({
  uid: z.string(),
  title: z.string(),
  panels: z.array(
    z.looseObject({
      id: z.number().optional(),
      type: z.string(),
      title: z.string().optional(),
      targets: z
        .array(z.looseObject({ refId: z.string().optional(), expr: z.string().optional(), legendFormat: z.string().optional() }))
        .optional(),
    }),
  ),
});

const resource = z.looseObject({
  type: z.string(),
  name: z.string(),
  inputs: z.record(z.string(), z.unknown()),
  formerly: z.string().optional(),
});

/** `sentry.json`: the Sentry resources and their inputs. */
export const sentryFile = z.looseObject({ resources: z.array(resource) });

/** `uptime.json`: the dead man's switch, checks, vendor resources and status pages. */
export const uptimeFile = z.looseObject({
  deadMansSwitch: z.unknown().optional(),
  checks: z.array(
    z.looseObject({ key: z.string(), name: z.string(), system: z.string(), service: z.string(), severity: z.string().optional() }),
  ),
  resources: z.array(resource),
  statusPages: z.array(z.looseObject({ name: z.string(), system: z.string() })),
});

/** `gatus.yml`: the endpoints and external endpoints. */
export const gatusFile = z.looseObject({
  endpoints: z.array(z.looseObject({ name: z.string(), group: z.string().optional() })).optional(),
  "external-endpoints": z.array(z.looseObject({ name: z.string(), group: z.string().optional() })).optional(),
});

/** A contract: the list of all metrics that a pinned version of a program exposes. */
export const contractFile = z.object({ program: z.string(), metrics: z.record(z.string(), z.unknown()) });

export type Alertmanager = z.output<typeof alertmanagerFile>;
export type Dashboard = z.output<typeof dashboardFile>;
export type Panel = Dashboard["panels"][number];
export type Resource = z.output<typeof resource>;
export type Sentry = z.output<typeof sentryFile>;
export type Uptime = z.output<typeof uptimeFile>;
export type Gatus = z.output<typeof gatusFile>;
export type ScrapeFile = z.output<typeof scrapeFile>;
