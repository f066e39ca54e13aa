import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import type { SentryPlan } from "../../exporters/sentry/plan";
import type { UptimePlan } from "../../exporters/uptime/plan";
import type { EnvironmentId } from "../../exporters/model/environments-schema";

export type Environment = "staging" | "production";
/** Environments that watch the reference systems. */
export const environments = ["staging", "production"] as const;

const root = path.resolve(__dirname, "../..");
const cache = new Map<string, unknown>();

function load(file: string): unknown {
  if (!cache.has(file)) cache.set(file, parse(readFileSync(file, "utf8")));
  return cache.get(file);
}

function documents(folder: string, ending: string): unknown[] {
  const absolute = path.join(root, folder);
  if (!existsSync(absolute)) return [];
  const files = readdirSync(absolute).filter((file) => file.endsWith(ending));
  return files.sort().map((file) => load(path.join(absolute, file)));
}

export interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
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
}
export interface Dashboard extends Panel {
  readonly uid?: string;
}

export const rulesOf = (environment: Environment): Rule[] =>
  (documents(`alert-rules/rendered/${environment}/rules`, ".rules.yml") as { groups?: { rules?: Rule[] }[] }[]).flatMap((file) =>
    (file.groups ?? []).flatMap((group) => group.rules ?? []),
  );

/** Names of the jobs that discovery fills. */
export const discoveriesOf = (environment: Environment): string[] =>
  (documents(`exporters/rendered/${environment}/discovery`, ".yml") as { scrape_configs?: { job_name: string }[] }[]).flatMap((file) =>
    (file.scrape_configs ?? []).map(({ job_name }) => job_name),
  );

export const targetsOf = (environment: Environment, job = ""): Targets[] =>
  documents(`exporters/rendered/${environment}/targets`, `${job}.json`).flatMap((file) => file as Targets[]);

/** A module of blackbox_exporter, by name. */
export const blackboxModule = (environment: Environment, name: string): BlackboxModule | undefined =>
  (documents(`exporters/rendered/${environment}`, "blackbox.yml") as { modules?: Record<string, BlackboxModule> }[])[0]?.modules?.[name];

export const alertmanagerOf = (environment: Environment): Alertmanager =>
  documents(`alert-rules/rendered/${environment}`, "alertmanager.yml")[0] ?? {};

export const dashboardsOf = (environment: Environment): Dashboard[] =>
  documents(`dashboards/rendered/${environment}/dashboards`, ".json") as Dashboard[];

/** What is planned at Sentry, of an environment. */
export const sentryPlanOf = (environment: EnvironmentId): SentryPlan | undefined =>
  documents(`exporters/rendered/${environment}`, "sentry.json")[0] as SentryPlan | undefined;

/** What is checked from outside, of an environment. */
export const uptimePlanOf = (environment: EnvironmentId): UptimePlan | undefined =>
  documents(`exporters/rendered/${environment}`, "uptime.json")[0] as UptimePlan | undefined;

export function operations(): string {
  const file = path.join(root, "docs/OPERATIONS.md");
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

/** Alerts with proofs that promtool runs, as `<Alert>.<severity>`. */
export function proofs(): string[] {
  const folder = path.join(root, "test/promtool");
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.filter((file) => file.endsWith(".test.yml")).map((file) => file.slice(0, -".test.yml".length));
}
