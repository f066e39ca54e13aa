import { effective } from "../../../alert-rules/effective";
import { factsOf } from "../../../alert-rules/facts";
import type { Alert } from "../../../alert-rules/model";
import { ruleGroups } from "../../../alert-rules/rules";
import { sentryServices } from "../../../exporters/sentry/projects";
import { uptimePlan } from "../../../exporters/uptime/plan";
import { thresholdKeysOf, type View } from "../../../exporters/model/catalogue";
import type { Service } from "../../../exporters/model/schema";
import { severities, thresholdSpecs } from "../../../exporters/model/thresholds";
import { formatQuantity, isOff } from "../../../exporters/model/units";

/** A service in an environment. */
export interface Placed {
  readonly view: View;
  readonly system: string;
  readonly service: Service;
}

/** An environment with one service only, and without discovered services. */
function alone({ view, system, service }: Placed): View {
  const own = view.systems.find(({ id }) => id === system);
  const environment = { ...view.environment, discovery: [], overrides: [] };
  return { ...view, environment, systems: own === undefined ? [] : [{ ...own, services: [service] }] };
}

/** Every alert of an environment. */
export const allAlerts = (view: View): Alert[] => ruleGroups(factsOf(view)).flatMap(({ alerts }) => alerts);
const keyOf = ({ name, severity }: Alert): string => `${name}/${severity}`;

/** The alerts that an environment has because of a service, and those it has for every target. */
export function alertsOf(placed: Placed): Alert[] {
  const stack = allAlerts({ ...alone(placed), systems: [] });
  const always = new Set(stack.filter(({ panel }) => panel.startsWith("stack/")).map(keyOf));
  return allAlerts(alone(placed)).filter((alert) => !always.has(keyOf(alert)));
}

/** `HttpLatencyHigh (critical, warning)` for each alert name, sorted. */
export function alertLines(alerts: readonly Alert[]): string[] {
  const names = [...new Set(alerts.map(({ name }) => name))].sort();
  return names.map((name) => {
    const own = severities.filter((severity) => alerts.some((alert) => alert.name === name && alert.severity === severity));
    return `${name} (${own.join(", ")})`;
  });
}

/** `latencyP95: critical above 2s, warning above 1s (default)`, for each threshold of a service. */
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

/** The dashboards with panels that alerts link to, each with its panels. */
export function dashboardLines(alerts: readonly Alert[]): string[] {
  const panels = [...new Set(alerts.map(({ panel }) => panel as string))].sort();
  const dashboards = [...new Set(panels.map((panel) => panel.split("/")[0] ?? ""))];
  return dashboards.map((id) => {
    const own = panels.filter((panel) => panel.startsWith(`${id}/`)).map((panel) => panel.slice(id.length + 1));
    return `${id}: ${own.join(", ")}`;
  });
}

/** The checks of a service, each with its address and what runs it. */
export const checkLines = ({ view, system, service }: Placed): string[] =>
  uptimePlan(view)
    .checks.filter((check) => check.system === system && check.service === service.name)
    .map(({ name, insideUrl, publicUrl, by }) => `${name}: ${publicUrl ?? insideUrl} by ${by.join(", ")}`);

/** Sentry projects of a service, if the environment has a Sentry organisation. */
export const sentryLines = ({ view, system, service }: Placed): string[] =>
  view.environment.sentry === undefined
    ? []
    : sentryServices(view)
        .filter((project) => project.system.id === system && project.service.name === service.name)
        .map(({ slug }) => slug);
