import { grouped, type Instance } from "./instances";
import type { AlertRule } from "./side";
import { describeSet, listed } from "./words";

type Named = Pick<Instance, "key" | "alert" | "service" | "labels">;

const severities = ["critical", "warning", "info"];

/** Alert names with their severities: `A (critical and warning)`, `B (info)`. */
export function alertNameList(alerts: readonly AlertRule[]): string[] {
  const names = grouped(alerts, ({ name }) => name);
  return [...names].map(([name, all]) => `${name} (${listed([...new Set(all.map(({ severity }) => severity))])})`);
}

/** The same as one text. */
export const alertNames = (alerts: readonly AlertRule[], most = 4): string => describeSet(alertNameList(alerts), most);

/** A selection of one service's alerts: by name, or `every critical alert` if it includes all of a severity. */
function ofService(chosen: readonly Named[], all: readonly Named[], few: boolean): string {
  const keys = new Set(chosen.map(({ key }) => key));
  const whole = severities.filter((severity) => {
    const same = all.filter(({ alert }) => alert.severity === severity);
    return !few && same.length > 0 && same.every(({ key }) => keys.has(key));
  });
  const single = chosen.filter(({ alert }) => !whole.includes(alert.severity)).map(({ alert }) => alert);
  return [...(whole.length === 0 ? [] : [`every ${listed(whole)} alert`]), ...(single.length === 0 ? [] : [alertNames(single)])].join(
    " and ",
  );
}

/** Alerts of some services, or of all services of some owners. */
function ofServices(what: string, services: readonly string[], chosen: readonly Named[], all: readonly Named[]): string {
  const names = services.filter((service) => service !== "").sort();
  if (names.length === 0) return what;
  const owner = ({ labels }: Named): string => labels["owner"] ?? "";
  const owners = [...new Set(chosen.filter(({ service }) => names.includes(service)).map(owner))].sort();
  const theirs = new Set(all.filter((one) => owners.includes(owner(one))).map(({ service }) => service));
  const everything = names.length > 1 && !owners.includes("") && theirs.size === names.length;
  return everything ? `${what} of owner${owners.length === 1 ? "" : "s"} ${describeSet(owners, 5)}` : `${what} of ${describeSet(names, 5)}`;
}

/** A text for alerts, with and without their services. */
export interface Described {
  /** `every critical alert`. */
  readonly what: string;
  /** The same with its services or owners. */
  readonly text: string;
}

/** Alerts of services in words: `every critical alert of shop/web and shop/worker`. `all` are the instances they were selected from. */
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
