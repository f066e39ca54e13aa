import { grouped, type Instance } from "./instances";
import type { AlertRule } from "./side";
import { describeSet, listed } from "./words";

type Named = Pick<Instance, "key" | "alert" | "service" | "labels">;

const severities = ["critical", "warning", "info"];

/** Alert names with their severities, such as `A (critical and warning)` and `B (info)`. */
export function alertNameList(alerts: readonly AlertRule[]): string[] {
  const names = grouped(alerts, ({ name }) => name);
  return [...names].map(([name, all]) => `${name} (${listed([...new Set(all.map(({ severity }) => severity))])})`);
}

/**
 * The names and severities of the alerts as one string. If there are more than `most` names, the string ends with the number of names that
 * it leaves out.
 */
export const alertNames = (alerts: readonly AlertRule[], most = 4): string => describeSet(alertNameList(alerts), most);

/**
 * Describes some of a service's alerts. If `chosen` has all alerts of a severity, the description is `every critical alert`. If only one
 * alert name is missing, the description is `every critical alert except A (critical)`. Other alerts, and all alerts if `few` is true, are
 * listed by name.
 */
function ofService(chosen: readonly Named[], all: readonly Named[], few: boolean): string {
  const keys = new Set(chosen.map(({ key }) => key));
  const others = (severity: string): Named[] => all.filter(({ key, alert }) => alert.severity === severity && !keys.has(key));
  const some = severities.filter((severity) => !few && chosen.some(({ alert }) => alert.severity === severity));
  const nearly = some.filter((severity) => grouped(others(severity), ({ alert }) => alert.name).size === 1);
  const whole = some.filter((severity) => others(severity).length === 0 || nearly.includes(severity));
  const except = alertNames(nearly.flatMap((severity) => others(severity).map(({ alert }) => alert)));
  const single = chosen.filter(({ alert }) => !whole.includes(alert.severity)).map(({ alert }) => alert);
  const every = `every ${listed(whole)} alert${except === "" ? "" : ` except ${except}`}`;
  return [...(whole.length === 0 ? [] : [every]), ...(single.length === 0 ? [] : [alertNames(single)])].join(" and ");
}

/** Adds to `what` the names of the services. For several services, adds their owners instead if the owners have no other services. */
function ofServices(what: string, services: readonly string[], chosen: readonly Named[], all: readonly Named[]): string {
  const names = services.filter((service) => service !== "").sort();
  if (names.length === 0) return what;
  const owner = ({ labels }: Named): string => labels["owner"] ?? "";
  const owners = [...new Set(chosen.filter(({ service }) => names.includes(service)).map(owner))].sort();
  const theirs = new Set(all.filter((one) => owners.includes(owner(one))).map(({ service }) => service));
  const everything = names.length > 1 && !owners.includes("") && theirs.size === names.length;
  return everything ? `${what} of owner${owners.length === 1 ? "" : "s"} ${describeSet(owners, 5)}` : `${what} of ${describeSet(names, 5)}`;
}

/** The description of some alerts, with and without their services. */
export interface Described {
  /** The alerts without their services, such as `every critical alert`. */
  readonly what: string;
  /** The alerts with their services or owners, such as `every critical alert of shop/web`. */
  readonly text: string;
}

/**
 * Describes the alerts in `chosen`, for example `every critical alert of shop/web and shop/worker`. `all` contains the instances from
 * which `chosen` was selected.
 */
export function describeAlerts(chosen: readonly Named[], all: readonly Named[]): Described {
  const everything = grouped(all, ({ service }) => service);
  const few = new Set(chosen.map(({ alert }) => alert.name)).size <= 2;
  const services = [...grouped(chosen, ({ service }) => service)].map(([service, mine]) => ({
    service,
    what: ofService(mine, everything.get(service) ?? [], few),
  }));
  const alike = [...grouped(services, ({ what }) => what)];
  const parts = alike.map(([what, same]) =>
    ofServices(
      what,
      same.map(({ service }) => service),
      chosen,
      all,
    ),
  );
  return { what: alike.map(([what]) => what).join("; "), text: parts.join("; ") };
}
