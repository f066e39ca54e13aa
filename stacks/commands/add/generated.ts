import { effective } from "../../../alert-rules/effective";
import { factsOf } from "../../../alert-rules/facts";
import type { Alert } from "../../../alert-rules/model";
import { ruleGroups } from "../../../alert-rules/rules";
import { servicesWithProject } from "../../../exporters/sentry/projects";
import { uptimePlan } from "../../../exporters/uptime/plan";
import { thresholdKeysOf, type View } from "../../../exporters/model/catalogue";
import type { Service } from "../../../exporters/model/schema";
import { severities, thresholdSpecs } from "../../../exporters/model/thresholds";
import { formatQuantity, isOff } from "../../../exporters/model/units";

/** A service in one environment. */
export interface Placed {
  readonly view: View;
  readonly system: string;
  readonly service: Service;
}

/** The view of a service's environment that contains only the service, without overrides and without service discovery. */
function alone({ view, system, service }: Placed): View {
  const own = view.systems.find(({ id }) => id === system);
  const environment = { ...view.environment, discovery: [], overrides: [] };
  return { ...view, environment, systems: own === undefined ? [] : [{ ...own, services: [service] }] };
}

/** Every alert of an environment. */
export const allAlerts = (view: View): Alert[] => ruleGroups(factsOf(view)).flatMap(({ alerts }) => alerts);
const keyOf = ({ name, severity }: Alert): string => `${name}/${severity}`;

/** The alerts that apply to a service, including the alerts about every target. Alerts about the monitoring stack itself are left out. */
export function alertsOf(placed: Placed): Alert[] {
  const stack = allAlerts({ ...alone(placed), systems: [] });
  const always = new Set(stack.filter(({ panel }) => panel.startsWith("stack/")).map(keyOf));
  return allAlerts(alone(placed)).filter((alert) => !always.has(keyOf(alert)));
}

/** One line per alert name, sorted, such as `HttpLatencyHigh (critical, warning)`. */
export function alertLines(alerts: readonly Alert[]): string[] {
  const names = [...new Set(alerts.map(({ name }) => name))].sort();
  return names.map((name) => {
    const own = severities.filter((severity) => alerts.some((alert) => alert.name === name && alert.severity === severity));
    return `${name} (${own.join(", ")})`;
  });
}

/**
 * One line per threshold of a service, such as `latencyP95: critical above 2s, warning above 1s (default)`. Thresholds that are off are
 * left out.
 */
export function thresholdLines({ service }: Placed): string[] {
  const all = effective(service);
  return thresholdKeysOf(service.kind).flatMap((key) => {
    const { dimension, worse } = thresholdSpecs[key];
    const values = all
      .filter((entry) => entry.key === key && !isOff(entry.value))
      .map(({ severity, value, own }) => `${severity} ${worse} ${formatQuantity(value, dimension)}${own ? "" : " (default)"}`);
    return values.length === 0 ? [] : [`${key}: ${values.join(", ")}`];
  });
}

/** One line per dashboard that the alerts link to, with the linked panels. */
export function dashboardLines(alerts: readonly Alert[]): string[] {
  const panels = [...new Set(alerts.map(({ panel }) => panel as string))].sort();
  const dashboards = [...new Set(panels.map((panel) => panel.split("/")[0] ?? ""))];
  return dashboards.map((id) => {
    const own = panels.filter((panel) => panel.startsWith(`${id}/`)).map((panel) => panel.slice(id.length + 1));
    return `${id}: ${own.join(", ")}`;
  });
}

/** One line per check of a service, with the check's URL and the programs and vendors that run the check. */
export const checkLines = ({ view, system, service }: Placed): string[] =>
  uptimePlan(view)
    .checks.filter((check) => check.system === system && check.service === service.name)
    .map(({ name, insideUrl, publicUrl, by }) => `${name}: ${publicUrl ?? insideUrl} by ${by.join(", ")}`);

/** The slug of a service's Sentry project in the environment; empty if there is none. */
export const sentryLines = ({ view, system, service }: Placed): string[] =>
  view.environment.sentry === undefined
    ? []
    : servicesWithProject(view)
        .filter((project) => project.system.id === system && project.service.name === service.name)
        .map(({ slug }) => slug);
