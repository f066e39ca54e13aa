import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { SentryPlan } from "../../exporters/sentry/plan";
import type { UptimePlan } from "../../exporters/uptime/plan";
import type { RelabelConfig } from "../support/relabel";

export type Environment = "staging" | "production";
/** The environments that monitor the reference systems. */
export const environments = ["staging", "production"] as const;
/** The environments in which the applications of the reference systems run, including those that do not monitor the systems. */
export const sentryEnvironments = ["local", ...environments] as const;
/** All environments of the project's own catalogue. Users can add more. */
export const referenceEnvironments = ["local", "local-lgtm", ...environments] as const;

const root = path.resolve(__dirname, "../..");
const cache = new Map<string, unknown>();

/** Changes a file's content in memory. Receives the path relative to the repository and the content. `undefined` removes the file. */
export type Edit = (file: string, content: unknown) => unknown;
let edit: Edit = (_file, content) => content;

/** Runs a function. When the function reads a rendered file, it gets the content that `change` returns. The files on disk do not change. */
export function withEdit<T>(change: Edit, run: () => T): T {
  const before = edit;
  edit = change;
  try {
    return run();
  } finally {
    edit = before;
  }
}

/** The unedited contents of all files that were read, by path. */
export type Reads = ReadonlyMap<string, unknown>;
let reads: Map<string, unknown> | undefined;

/** Runs a function. Returns its result and every file that it read. */
export function withReads<T>(run: () => T): { readonly result: T; readonly reads: Reads } {
  const own = (reads = new Map<string, unknown>());
  try {
    return { result: run(), reads: own };
  } finally {
    reads = undefined;
  }
}

/** Whether the edit of the surrounding `withEdit` changes the content of a file in `read`. False outside `withEdit`. */
export const changes = (read: Reads): boolean => [...read].some(([file, content]) => edit(file, content) !== content);

/**
 * The content after the edit of the surrounding `withEdit`. Undefined if the edit removes the file. Also records the read for `withReads`.
 */
export function edited<T>(file: string, content: T): T | undefined {
  reads?.set(file, content);
  return edit(file, content) as T | undefined;
}

function load(file: string): unknown {
  if (!cache.has(file)) cache.set(file, parse(readFileSync(file, "utf8")));
  return edited(path.relative(root, file), cache.get(file));
}

function documents(folder: string, ending: string): unknown[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  const files = readdirSync(absolute).filter((file) => file.endsWith(ending));
  return files
    .sort()
    .map((file) => load(path.join(absolute, file)))
    .filter((document) => document !== undefined);
}

export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr?: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
}
export interface RuleGroupFile {
  readonly name: string;
  readonly rules?: readonly Rule[];
}
export interface BlackboxModule {
  readonly http?: { readonly valid_status_codes?: readonly number[]; readonly fail_if_body_json_not_matches_cel?: string };
}
export interface Targets {
  readonly targets: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}
export interface Route {
  readonly receiver?: string;
  readonly routes?: readonly Route[];
}
export interface Alertmanager {
  readonly route?: Route;
  readonly receivers?: readonly Readonly<Record<string, unknown>>[];
}
export interface Panel {
  readonly title?: string;
  readonly panels?: readonly Panel[];
  readonly targets?: readonly { readonly expr?: string }[];
}
export interface Dashboard extends Panel {
  readonly uid?: string;
}

export interface GatewayFile {
  readonly processors: Readonly<
    Record<
      string,
      {
        readonly log_statements?: readonly { readonly statements: readonly string[] }[];
        readonly metric_statements?: readonly { readonly statements: readonly string[] }[];
        readonly logs?: { readonly log_record: readonly string[] };
        readonly policies?: readonly { readonly type: string; readonly probabilistic?: { readonly sampling_percentage: number } }[];
      }
    >
  >;
  readonly exporters: Readonly<Record<string, { readonly endpoint?: string; readonly logs_endpoint?: string }>>;
  readonly service: {
    readonly pipelines: Readonly<Record<string, { readonly processors?: readonly string[]; readonly exporters: readonly string[] }>>;
  };
}

/** The configuration of the gateway. Undefined if the file does not exist. */
export const gatewayOf = (environment: Environment): GatewayFile | undefined =>
  (documents(`exporters/rendered/${environment}`, "otelcol.yml") as GatewayFile[])[0];

export const ruleGroupsOf = (environment: Environment): RuleGroupFile[] =>
  (documents(`alert-rules/rendered/${environment}/rules`, ".rules.yml") as { groups?: RuleGroupFile[] }[]).flatMap(
    (file) => file.groups ?? [],
  );

export const rulesOf = (environment: Environment): Rule[] => ruleGroupsOf(environment).flatMap((group) => [...(group.rules ?? [])]);

/** The resource attributes that Prometheus copies to the labels of pushed metrics. */
export const promotedOf = (environment: Environment): readonly string[] =>
  documents(`exporters/rendered/${environment}`, "prometheus.yml").flatMap(
    (file) =>
      (file as { readonly otlp?: { readonly promote_resource_attributes?: readonly string[] } }).otlp?.promote_resource_attributes ?? [],
  );

interface ScrapeJob {
  readonly job_name: string;
  readonly relabel_configs?: readonly RelabelConfig[];
  readonly metric_relabel_configs?: readonly RelabelConfig[];
}

const scrapeJob = (environment: Environment, job: string): ScrapeJob | undefined =>
  [...documents(`exporters/rendered/${environment}`, "prometheus.yml"), ...documents(`exporters/rendered/${environment}/discovery`, ".yml")]
    .flatMap((file) => (file as { readonly scrape_configs?: readonly ScrapeJob[] }).scrape_configs ?? [])
    .find(({ job_name }) => job_name === job);

/** The relabelling steps that Prometheus applies to a job's samples before it stores them. */
export const relabellingOf = (environment: Environment, job: string): readonly RelabelConfig[] =>
  scrapeJob(environment, job)?.metric_relabel_configs ?? [];

/**
 * The labels that a scrape job adds to every target that it discovers. With `program`, the labels that the job adds only to the targets of
 * this program, which Prometheus discovers by DNS. Undefined if there are no such labels.
 */
export function discoveredLabels(environment: Environment, job: string, program?: string): Readonly<Record<string, string>> | undefined {
  const steps = (scrapeJob(environment, job)?.relabel_configs ?? []).filter(({ source_labels, regex }) =>
    program === undefined ? source_labels === undefined : regex === program,
  );
  const labels = steps.flatMap(({ target_label, replacement }) =>
    target_label === undefined || replacement === undefined ? [] : [[target_label, replacement] as const],
  );
  return labels.length === 0 ? undefined : Object.fromEntries(labels);
}

/** The targets in a job's target file. Empty if the file does not exist. */
export const targetsOfJob = (environment: Environment, job: string): readonly Targets[] => {
  const file = path.join(root, `exporters/rendered/${environment}/targets/${job}.json`);
  return existsSync(file) ? ((load(file) as Targets[] | undefined) ?? []) : [];
};

export const discoveriesOf = (environment: Environment): string[] =>
  (documents(`exporters/rendered/${environment}/discovery`, ".yml") as { scrape_configs?: { job_name: string }[] }[]).flatMap((file) =>
    (file.scrape_configs ?? []).map(({ job_name }) => job_name),
  );

export const targetsOf = (environment: Environment, job = ""): Targets[] =>
  documents(`exporters/rendered/${environment}/targets`, `${job}.json`).flatMap((file) => file as Targets[]);

/** The targets that Prometheus scrapes for a service, without the URLs that blackbox_exporter probes. */
export const scrapedOf = (environment: Environment, system: string, service: string): Targets[] =>
  targetsOf(environment).filter(
    ({ labels }) => labels["system"] === system && labels["service"] === service && labels["__param_module"] === undefined,
  );

export const blackboxModule = (environment: Environment, name: string): BlackboxModule | undefined =>
  (documents(`exporters/rendered/${environment}`, "blackbox.yml") as { modules?: Record<string, BlackboxModule> }[])[0]?.modules?.[name];

export const alertmanagerOf = (environment: Environment): Alertmanager =>
  documents(`alert-rules/rendered/${environment}`, "alertmanager.yml")[0] ?? {};

export const dashboardsOf = (environment: Environment): Dashboard[] =>
  documents(`dashboards/rendered/${environment}/dashboards`, ".json") as Dashboard[];

/** The Sentry plan in an environment's rendered files. Undefined if there is none. */
export const sentryPlanOf = (environment: string): SentryPlan | undefined =>
  documents(`exporters/rendered/${environment}`, "sentry.json")[0] as SentryPlan | undefined;

/** The uptime plan in an environment's rendered files. Undefined if there is none. */
export const uptimePlanOf = (environment: string): UptimePlan | undefined =>
  documents(`exporters/rendered/${environment}`, "uptime.json")[0] as UptimePlan | undefined;

export function operations(): string {
  const file = path.join(root, "docs/OPERATIONS.md");
  return existsSync(file) ? (edited("docs/OPERATIONS.md", readFileSync(file, "utf8")) ?? "") : "";
}

/** The alerts that have a proof for promtool, as `<Alert>.<severity>`. */
export function proofs(): string[] {
  const folder = path.join(root, "test/promtool");
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => file.endsWith(".test.yml")).map((file) => file.slice(0, -".test.yml".length));
}
