import { budgetTitles, type BudgetName } from "../../exporters/sentry/budgets";
import { sentryApplications } from "../../exporters/sentry/application";
import { catalogue } from "../../exporters/model/user-catalogue";
import { isOnOwnMachine } from "../../exporters/model/public-url";
import { monitorName } from "../../exporters/model/naming";
import { formatQuantity } from "../../exporters/model/units";
import { ofType, referencesIn } from "../../exporters/vendor-plan";
import { environments, referenceEnvironments, sentryEnvironments, sentryPlanOf, uptimePlanOf } from "./rendered";

/**
 * Whether the plans of local, staging and production have a Sentry project for the service, with a key to which its SDK sends. The project
 * scrubs personal data.
 */
export const hasProject = (system: string, service: string): boolean =>
  sentryEnvironments.every((environment) => {
    const resources = sentryPlanOf(environment)?.resources ?? [];
    const project = `${system}-${service}-${environment}`;
    return (
      ofType(resources, "sentry:Key").some(({ name }) => name === project) &&
      ofType(resources, "sentry:Project").some(
        ({ name, inputs }) => name === project && inputs.dataScrubber && inputs.dataScrubberDefaults && inputs.scrubIpAddresses,
      )
    );
  });

/** Whether the service's issues notify this type of contact in staging and production. `wanted` has the form `<severity>=<type>`. */
export function hasIssueAlert(system: string, service: string, wanted: string): boolean {
  const [severity, means] = wanted.split("=");
  return environments.every((environment) =>
    ofType(sentryPlanOf(environment)?.resources ?? [], "sentry:Workflow").some(
      ({ name, inputs }) =>
        name === `${system}/${service} ${severity ?? ""} (${environment})` && inputs.actions.some(({ via }) => via === means),
    ),
  );
}

const isBudget = (name: string): name is BudgetName => name in budgetTitles;

/**
 * Whether production has a monitor for the budget with this limit, and the monitor's issues notify the contacts for warnings. `wanted` has
 * the form `<name>=<limit>`.
 */
export function hasBudget(system: string, service: string, wanted: string): boolean {
  const [name = "", limit] = wanted.split("=");
  if (!isBudget(name)) return false;
  const resources = sentryPlanOf("production")?.resources ?? [];
  const title = monitorName(system, service, budgetTitles[name], "production");
  const threshold = ofType(resources, "sentry:MetricDetector").find((detector) => detector.name === title)?.inputs.medium;
  if (threshold === undefined) return false;
  const isTime = name === "lcp" || name === "apiDuration";
  return (
    (isTime ? formatQuantity(threshold / 1000, "duration") : String(threshold)) === limit &&
    ofType(resources, "sentry:Workflow").some(
      ({ inputs }) =>
        inputs.belowPriority === "high" && referencesIn(inputs.detectorIds).some(({ $ref }) => $ref === `sentry:MetricDetector ${title}`),
    )
  );
}

/** Whether the application has this sample rate in local, staging and production. `wanted` has the form `<service>=<rate>`. */
export const hasSampleRate = (system: string, wanted: string): boolean => {
  const [service, rate] = wanted.split("=");
  return sentryEnvironments.every((environment) =>
    sentryApplications(catalogue().view(environment)).some(
      (application) => application.system === system && application.service === service && String(application.tracesSampleRate) === rate,
    ),
  );
};

/** Whether a vendor runs the external check in staging and production. */
export const isChecked = (system: string, service: string, check: string): boolean =>
  environments.every((environment) => {
    const resources = uptimePlanOf(environment)?.resources ?? [];
    return resources.some(({ type, name }) => type.endsWith(":Monitor") && name === `${system}-${service}-${check}`);
  });

/** Whether a status page of production shows the check, and the public can reach the page: a vendor hosts it, or it has an address. */
export function isShown(system: string, service: string, check: string): boolean {
  const plan = uptimePlanOf("production");
  const key = `${system}-${service}-${check}`;
  const page = plan?.statusPages.find(
    (candidate) => candidate.system === system && candidate.sections.some(({ checks }) => checks.some((shown) => shown.key === key)),
  );
  if (plan === undefined || page === undefined) return false;
  if (page.by === "gatus") return page.url !== undefined;
  const { by, name } = page;
  const parts = plan.resources.filter(({ type }) => type.startsWith(`${by}:StatusPage`));
  return (
    parts.some((part) => part.type === `${by}:StatusPage` && part.name === name) &&
    referencesIn(parts).some(({ $ref }) => $ref === `${by}:Monitor ${key}`)
  );
}

const isEnvironment = (text: string): boolean => referenceEnvironments.some((id) => id === text);

/**
 * Whether blackbox_exporter and Gatus run the check, and a vendor runs it if and only if it has a public URL. If no vendor
 * runs checks of the environment, the environment must be on the user's own machine.
 */
function isRun(environment: string, key: string): boolean {
  const plan = uptimePlanOf(environment);
  const check = plan?.checks.find((candidate) => candidate.key === key);
  if (plan === undefined || check === undefined || !check.by.includes("blackbox") || !check.by.includes("gatus")) return false;
  if (plan.outside === "none") return isOnOwnMachine(catalogue().view(environment).environment);
  const monitor = plan.resources.some(({ type, name }) => type === `${plan.outside}:Monitor` && name === key);
  return monitor === (check.publicUrl !== undefined) && monitor === check.by.includes(plan.outside);
}

/**
 * Whether an environment has applications and checks, each application has a Sentry project with a key, and `isRun` is true for each
 * check.
 */
export function isPlanned(environment: string): boolean {
  if (!isEnvironment(environment)) return false;
  const view = catalogue().view(environment);
  const resources = sentryPlanOf(environment)?.resources ?? [];
  const keys = ofType(resources, "sentry:Key").map(({ name }) => name);
  const projects = ofType(resources, "sentry:Project").flatMap(({ name }) => (keys.includes(name) ? [name] : []));
  const services = view.systems.flatMap((system) => system.services.map((service) => ({ system, service })));
  const wanted = services.filter(({ service }) => "sentry" in service && service.sentry !== undefined);
  return (
    projects.length > 0 &&
    services.some(({ service }) => service.uptime.length > 0) &&
    wanted.every(({ system, service }) => projects.includes(`${system.id}-${service.name}-${environment}`)) &&
    services.every(({ system, service }) => service.uptime.every(({ name }) => isRun(environment, `${system.id}-${service.name}-${name}`)))
  );
}
