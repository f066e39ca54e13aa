import { environments, gatewayOf, type Environment, type GatewayFile } from "./rendered";

/** The services of a system that the gateway knows by name. It names all other services `unlisted`. */
export function listed({ processors }: GatewayFile, system: string): readonly string[] {
  const statements = (processors["transform/identity"]?.log_statements ?? []).flatMap((group) => group.statements);
  const own = statements.find((one) => one.startsWith('set(resource.attributes["service"], ') && one.includes(`== "${system}"`));
  return /"\^\((.*)\)\$\$"/.exec(own ?? "")?.[1]?.split("|") ?? [];
}

/** The hosts to which the pipelines of a signal send. */
function hostsOf({ exporters, service: { pipelines } }: GatewayFile, signal: string): string[] {
  const names = Object.entries(pipelines).flatMap(([name, { exporters: to }]) => (name.split("/")[0] === signal ? to : []));
  return names.flatMap((name) => {
    const { endpoint, logs_endpoint: url } = exporters[name] ?? {};
    const address = url ?? endpoint;
    if (address === undefined) return [];
    return [new URL(address.includes("://") ? address : `grpc://${address}`).hostname];
  });
}

/** The systems whose data a pipeline passes on. Undefined if the pipeline has no filter. */
function filtered({ processors }: GatewayFile, names: readonly string[] | undefined): readonly string[] | undefined {
  const [condition] = names?.flatMap((name) => processors[name]?.logs?.log_record ?? []) ?? [];
  return condition === undefined ? undefined : [...condition.matchAll(/!= "([^"]*)"/g)].map(([, system = ""]) => system);
}

const inGateway = (environment: Environment, holds: (gateway: GatewayFile) => boolean): boolean => {
  const gateway = gatewayOf(environment);
  return gateway !== undefined && holds(gateway);
};

/**
 * Whether the gateways of staging and production know the service, and send its logs or traces to a store. `wanted` has the form
 * `<signal>=<store>`.
 */
export function isStored(system: string, service: string, wanted: string): boolean {
  const [signal = "", store = ""] = wanted.split("=");
  return environments.every((environment) =>
    inGateway(environment, (gateway) => listed(gateway, system).includes(service) && hostsOf(gateway, signal).includes(store)),
  );
}

/**
 * Whether the gateway of an environment keeps this share of the traces, and all that failed or were slow. `wanted` has the form
 * `<environment>=<percent>`.
 */
export function isSampled(wanted: string): boolean {
  const [environment = "", percent = ""] = wanted.split("=");
  return inGateway(environment as Environment, ({ processors }) => {
    const policies = processors["tail_sampling"]?.policies ?? [];
    const types = policies.map(({ type }) => type);
    return (
      ["status_code", "latency"].every((type) => types.includes(type)) &&
      policies.some(({ probabilistic }) => probabilistic?.sampling_percentage === Number(percent))
    );
  });
}

/** Whether the logs of this system are the only data that production's gateway sends to the host. */
export const isSentTo = (system: string, host: string): boolean =>
  inGateway("production", (gateway) => {
    const { exporters, service } = gateway;
    const to = Object.keys(exporters).filter((name) => exporters[name]?.endpoint === `https://${host}`);
    const pipelines = Object.entries(service.pipelines).filter(([, pipeline]) => pipeline.exporters.some((name) => to.includes(name)));
    return (
      pipelines.length === 1 &&
      pipelines.every(([name, { processors }]) => name.startsWith("logs/") && filtered(gateway, processors)?.join() === system)
    );
  });
