import { grouped, type Instance } from "./instances";
import type { AlertRule } from "./side";
import { describeSet, listed } from "./words";

type Named = Pick<Instance, "key" | "alert" | "service">;

const severities = ["critical", "warning", "info"];

/** Names with their severities, those of one name together: `A (critical and warning), B (info)`. */
export function alertNames(alerts: readonly AlertRule[], most = 4): string {
  const names = grouped(alerts, ({ name }) => name);
  return describeSet(
    [...names].map(([name, all]) => `${name} (${listed([...new Set(all.map(({ severity }) => severity))])})`),
    most,
  );
}

/** What of one service's alerts is meant: all of a severity where that is so, else by name. */
function ofService(chosen: readonly Named[], all: readonly Named[]): string {
  const keys = new Set(chosen.map(({ key }) => key));
  const whole = severities.filter((severity) => {
    const same = all.filter(({ alert }) => alert.severity === severity);
    return same.length > 1 && same.every(({ key }) => keys.has(key));
  });
  const single = chosen.filter(({ alert }) => !whole.includes(alert.severity)).map(({ alert }) => alert);
  return [...(whole.length === 0 ? [] : [`every ${listed(whole)} alert`]), ...(single.length === 0 ? [] : [alertNames(single)])].join(
    " and ",
  );
}

/** Alerts of services in words: `every critical alert of shop/web and shop/worker`. `all` is what they are chosen from. */
export function describeAlerts(chosen: readonly Named[], all: readonly Named[]): string {
  const everything = grouped(all, ({ service }) => service);
  const services = [...grouped(chosen, ({ service }) => service)].map(([service, mine]) => ({
    service,
    what: ofService(mine, everything.get(service) ?? []),
  }));
  const alike = grouped(services, ({ what }) => what);
  return [...alike]
    .map(([what, same]) => {
      const names = same.map(({ service }) => service).filter((service) => service !== "");
      return names.length === 0 ? what : `${what} of ${describeSet(names.sort(), 5)}`;
    })
    .join("; ");
}
