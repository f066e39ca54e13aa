import { catalogue } from "../../exporters/model/user-catalogue";
import { factsOf } from "../../alert-rules/facts";
import type { RuleFacts } from "../../alert-rules/rule-facts";
import { renderRules } from "../../alert-rules/render-rules";
import { ruleGroups } from "../../alert-rules/rules";
import { parse } from "yaml";
import { pushedPipeline } from "./pushed";
import type { Case } from "./case";
import type { Dashboard, Edit, GatewayFile, Panel, RuleGroupFile } from "./rendered";

/** A removal from the rendered files. The cases that depend on the removed part must fail, and all other cases must still pass. */
export interface Removal {
  readonly what: string;
  readonly edit: Edit;
  readonly turnsRed: (one: Case) => boolean;
}

const production = catalogue().view("production");
const facts = factsOf(production);
const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
const isRules = (file: string): boolean => file.endsWith(".rules.yml");
/** Whether the alert of a case is about missing series. Such an alert fires without any raw series. */
const isAboutAbsence = (one: Case): boolean => one.kind === "alert" && one.alert === "PushMissing";
const reads = (one: Case, job: string): boolean => one.kind !== "plan" && !isAboutAbsence(one) && one.raw.some((raw) => raw.job === job);
const readsPushed = (one: Case): boolean => one.kind !== "plan" && !isAboutAbsence(one) && one.raw.some(({ pushed }) => pushed === true);

function alertRemoval(alert: string, severity: string): Removal {
  const without = (group: RuleGroupFile): RuleGroupFile => ({
    ...group,
    rules: (group.rules ?? []).filter((rule) => rule.alert !== alert || rule.labels?.["severity"] !== severity),
  });
  return {
    what: `alert ${alert} (${severity})`,
    edit: (file, content) => (isRules(file) ? { groups: (content as { groups: RuleGroupFile[] }).groups.map(without) } : content),
    turnsRed: (one) => one.kind === "alert" && one.alert === alert && one.severity === severity,
  };
}

function panelRemoval(panel: string): Removal {
  const [uid = "", ...rest] = panel.split("/");
  const without = <P extends Panel>(of: P): P => ({
    ...of,
    ...(of.panels === undefined ? {} : { panels: of.panels.filter(({ title }) => title !== rest.join("/")).map(without) }),
  });
  return {
    what: `panel ${panel}`,
    edit: (file, content) =>
      file.includes("/dashboards/") && (content as Dashboard).uid === uid ? without(content as Dashboard) : content,
    turnsRed: (one) => one.kind === "panel" && one.panel === panel,
  };
}

interface Scrapes {
  readonly scrape_configs: readonly { readonly job_name: string; readonly relabel_configs?: readonly { readonly regex?: string }[] }[];
}

/**
 * Removes the relabelling steps that label the targets of the program `name`, if Prometheus discovers these targets by DNS. From the file
 * of the Kubernetes discovery (`isDiscovery`), also removes the scrape job `name`.
 */
const withoutDiscovered = ({ scrape_configs, ...rest }: Scrapes, name: string, isDiscovery: boolean): Scrapes => ({
  ...rest,
  scrape_configs: scrape_configs
    .filter(({ job_name }) => !isDiscovery || job_name !== name)
    .map((job) => ({ ...job, relabel_configs: (job.relabel_configs ?? []).filter(({ regex }) => regex !== name) })),
});

const targetRemoval = (job: string): Removal => ({
  what: `targets of the job ${job}`,
  edit: (file, content) => {
    if (file.endsWith(`/production/targets/${job}.json`)) return undefined;
    const isDiscovery = file.endsWith("/production/discovery/kubernetes.yml");
    if (!isDiscovery && !file.endsWith("/production/prometheus.yml")) return content;
    return withoutDiscovered(content as Scrapes, job, isDiscovery);
  },
  turnsRed: (one) => reads(one, job),
});

/** The gateway without the pipeline of pushed metrics. */
function withoutPushed(gateway: GatewayFile): GatewayFile {
  const pipelines = Object.entries(gateway.service.pipelines).filter(([name]) => name !== pushedPipeline);
  return { ...gateway, service: { ...gateway.service, pipelines: Object.fromEntries(pipelines) } };
}

const gatewayFile = "otelcol.yml";
const pushRemoval: Removal = {
  what: "the gateway's pipeline of pushed metrics",
  edit: (file, content) => (file.endsWith(`/production/${gatewayFile}`) ? withoutPushed(content as GatewayFile) : content),
  turnsRed: (one) => readsPushed(one) || (one.kind === "plan" && one.evidence.some((evidence) => evidence.startsWith("pushed:"))),
};

/** Renders the rules as if no service used the profile, so that no recording rule reads the metrics that only this profile has. */
function profileRemoval(profile: string): Removal {
  const left: RuleFacts = {
    ...facts,
    httpProfiles: facts.httpProfiles.filter((id) => id !== profile),
    queueProfiles: facts.queueProfiles.filter((id) => id !== profile),
  };
  const files = new Map<string, unknown>();
  for (const file of renderRules(ruleGroups(left), "rules", production.environment.urls)) files.set(file.path, parse(file.content));
  return {
    what: `profile ${profile}`,
    edit: (file, content) =>
      file.includes("/production/") && isRules(file)
        ? files.get(file.slice(file.indexOf("rules/", file.indexOf("/production/"))))
        : content,
    // These rules are the same for all profiles, so alerts and panels about them still work.
    turnsRed: (one) =>
      reads(one, profile) &&
      !(one.kind === "alert"
        ? ["pool", "quota", "dependency", "run", "loop", "provider", "worker_group", "stream"].some((label) => label in one.labels)
        : ["pool", "calls to", "tool executions", "busy workers", "open streams"].some((words) => one.title.includes(words))),
  };
}

const planRemoval = (ending: string): Removal => ({
  what: `what is rendered into ${ending}`,
  edit: (file, content) => (file.endsWith(ending) ? undefined : content),
  turnsRed: (one) => (one.kind === "plan" ? one.files.includes(ending) : ending === gatewayFile && readsPushed(one)),
});

const profiles = (jobs: readonly string[]): string[] => {
  const known: readonly string[] = [...facts.httpProfiles, ...facts.queueProfiles];
  return jobs.filter((job) => known.includes(job));
};

/**
 * One removal for every alert, panel, scrape job and profile that a case needs, for every rendered file that a plan case needs, and for the
 * gateway's pipeline of pushed metrics.
 */
export function removalsOf(cases: readonly Case[]): Removal[] {
  const alerts = distinct(cases.flatMap((one) => (one.kind === "alert" ? [`${one.alert}/${one.severity}`] : [])));
  const panels = distinct(cases.flatMap((one) => (one.kind === "panel" ? [one.panel] : [])));
  const raw = cases.flatMap((one) => (one.kind === "plan" ? [] : one.raw));
  const jobs = distinct(raw.flatMap(({ job, pushed }) => (pushed === true ? [] : [job])));
  const files = distinct(cases.flatMap((one) => (one.kind === "plan" ? one.files : [])));
  return [
    ...alerts.map((name) => {
      const [alert = "", severity = ""] = name.split("/");
      return alertRemoval(alert, severity);
    }),
    ...panels.map(panelRemoval),
    ...jobs.map(targetRemoval),
    pushRemoval,
    // Cases about the other metrics of a service, such as its pools, do not depend on its profile.
    ...profiles(distinct(raw.map(({ job }) => job)))
      .map(profileRemoval)
      .filter(({ turnsRed }) => cases.some(turnsRed)),
    ...files.map(planRemoval),
  ];
}
