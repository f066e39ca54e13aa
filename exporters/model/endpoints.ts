import { serviceHost } from "./naming";
import type { Problem } from "./problems";
import type { Service, System } from "./schema";

/** An address from which Prometheus or an exporter reads a service's metrics. */
interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly system: System;
  readonly service: Service;
  /** Path of the port's field inside the service, for error messages. */
  readonly field: string;
  /** What distinguishes services at one address: an application's metrics path, or a PostgreSQL service's database. Empty for Redis. */
  readonly part: string;
}

/** Returns the service's endpoint. Undefined if nothing reads metrics from an endpoint of the service. */
function endpointOf(system: System, service: Service): Endpoint | undefined {
  const of = (host: string, port: number, field: string, part: string): Endpoint => ({
    address: `${host.toLowerCase()}:${port}`,
    port,
    system,
    service,
    field,
    part,
  });
  switch (service.kind) {
    case "http":
    case "worker": {
      const { host, port, path } = service.instrumentation;
      return port === undefined ? undefined : of(serviceHost(system.id, { name: service.name, host }), port, "instrumentation.port", path);
    }
    case "postgres":
      return of(serviceHost(system.id, service), service.port, "port", service.database);
    case "redis":
      return of(serviceHost(system.id, service), service.port, "port", "");
    case "external":
      return undefined;
  }
}

const isApplication = ({ kind }: Service): boolean => kind === "http" || kind === "worker";

/**
 * Whether two entries with the same address are separate services. Applications at one address, for example behind a proxy, have different
 * metrics paths. Several systems may each declare a shared database server, because `dependsOn` names only services of the same system. The
 * databases of one PostgreSQL server may be separate services, because each database has its own tables.
 */
const areTwo = (a: Endpoint, b: Endpoint): boolean =>
  isApplication(a.service) === isApplication(b.service) &&
  (isApplication(a.service) ? a.part !== b.part : a.service.kind === b.service.kind && (a.system.id !== b.system.id || a.part !== b.part));

/** Whether two entries have the same system and the same name. `checkUnique` already reports them. */
const isRepeated = (a: Endpoint, b: Endpoint): boolean => a.system.id === b.system.id && a.service.name === b.service.name;

/**
 * Reports services of one environment that have the same endpoint but are not separate services (`areTwo`). Otherwise, each failure at the
 * endpoint would cause one notification per service.
 */
export function checkEndpoints(environment: string, systems: readonly System[]): Problem[] {
  const endpoints = systems.flatMap((system) => system.services.flatMap((service) => endpointOf(system, service) ?? []));
  const byAddress = new Map<string, Endpoint[]>();
  return endpoints.flatMap((endpoint): Problem[] => {
    const { address, port, system, service, field } = endpoint;
    const before = byAddress.get(address) ?? [];
    byAddress.set(address, [...before, endpoint]);
    const first = before.find((other) => !areTwo(other, endpoint) && !isRepeated(other, endpoint));
    if (first === undefined) return [];
    return [
      {
        where: `systems.${system.id}.services.${service.name}.${field}`,
        message: `got ${port}, which makes ${address} the address of ${first.system.id}/${first.service.name} too (${environment}); a program is one service: correct host or port of one of the two, or remove it`,
      },
    ];
  });
}
