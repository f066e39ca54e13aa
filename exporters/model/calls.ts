import type { Problem } from "./problems";
import type { Service, System } from "./schema";

/** An address of a dependency, as the metrics of its caller report it. */
export interface CallAddress {
  readonly dependency: string;
  readonly host: string;
}

/** Host of a dependency that is a database server of the system. Undefined for other dependencies. */
function defaultAddress(system: System, name: string): string | undefined {
  const service = system.services.find((each) => each.name === name);
  if (service?.kind !== "postgres" && service?.kind !== "redis") return undefined;
  return service.host ?? `${service.name}.${system.id}`;
}

const callsOf = (service: Service) => (service.kind === "http" || service.kind === "worker" ? service.calls : []);

/** All addresses to which a service measures its calls. Metrics report an IPv6 address without brackets. */
export const callAddresses = (system: System, service: Service): CallAddress[] =>
  callsOf(service).flatMap(({ to, addresses }) =>
    (addresses ?? [defaultAddress(system, to)]).flatMap((address) =>
      address === undefined ? [] : [{ dependency: to, host: address.replace(/^\[|\]$/g, "") }],
    ),
  );

/** Reports hosts that are an address of two dependencies. */
function checkAddresses(where: string, system: System, service: Service): Problem[] {
  const all = callAddresses(system, service);
  return all.flatMap((each, index): Problem[] => {
    const other = all.slice(0, index).find(({ host }) => host === each.host);
    if (other === undefined) return [];
    return [
      {
        where: `${where}.calls.${each.dependency}.addresses`,
        message: `got ${JSON.stringify(each.host)}, which is also an address of ${other.dependency}; calls are distinguished by their host: remove one of the two`,
      },
    ];
  });
}

/** Reports calls that cannot be measured, and dependencies without an address. */
export function checkCalls(where: string, system: System, service: Service): Problem[] {
  const calls = callsOf(service);
  const [first] = calls;
  if (first === undefined) return [];
  if (service.kind === "worker" && service.instrumentation.profile === "arq")
    return [
      {
        where: `${where}.calls`,
        message: `got ${JSON.stringify(first.to)} with the profile arq; Prometheus scrapes no arq worker, so its calls cannot be measured: remove calls`,
      },
    ];
  const names = system.services.map(({ name }) => name);
  const problems = calls.flatMap(({ to, addresses }): Problem[] => {
    const at = `${where}.calls.${to}`;
    if (names.includes(to) && !service.dependsOn.includes(to))
      return [
        {
          where: at,
          message: `got ${JSON.stringify(to)}, a service of this system that is not in dependsOn: add it to dependsOn, or choose another name`,
        },
      ];
    if (addresses !== undefined || defaultAddress(system, to) !== undefined) return [];
    return [
      {
        where: `${at}.addresses`,
        message: `got nothing; only postgres and redis services of the system have a default: give the hosts that the application calls, like ["api.example.com"]`,
      },
    ];
  });
  return problems.length > 0 ? problems : checkAddresses(where, system, service);
}
