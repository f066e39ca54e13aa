import { dockerProxy } from "../../exporters/programs/docker-proxy";
import { docker } from "../../stacks/local/docker";
import { localStack } from "../../stacks/local/stack";

/** The fields of `docker inspect` that the tests read. */
interface Inspected {
  readonly Name: string;
  readonly Config: {
    readonly User: string;
    readonly Env: readonly string[];
    readonly Cmd: readonly string[] | null;
    readonly Labels: Readonly<Record<string, string>>;
    readonly Healthcheck?: object;
  };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly Memory: number;
    readonly Ulimits: readonly { readonly Name: string; readonly Hard: number }[] | null;
    readonly Privileged: boolean;
    /** May be null if the container publishes no port. */
    readonly PortBindings: Readonly<Record<string, readonly { readonly HostIp: string }[] | null>> | null;
  };
}

/** Inspects the running containers of the local stack. */
export async function runningContainers(): Promise<Inspected[]> {
  const ids = (await docker("ps", "--quiet", "--filter", `label=monitoring.stack=${localStack}`)).split("\n").filter((id) => id !== "");
  return JSON.parse(await docker("inspect", ...ids)) as Inspected[];
}

/** Programs that run as root, because root can connect to Docker's socket on every host. Like all programs, they have no capabilities. */
const asRoot = [dockerProxy.name].map((name) => `/monitoring-${localStack}-${name}`);

/** Expects a container without privileges, with resource limits and a health check, and with ports that only this machine can reach. */
export function expectHardened({ Name, Config, HostConfig }: Inspected): void {
  expect({ Name, root: /^(0|root)?(:|$)/.test(Config.User) }).toEqual({ Name, root: asRoot.includes(Name) });
  expect({ Name, readOnly: HostConfig.ReadonlyRootfs, privileged: HostConfig.Privileged }).toEqual({
    Name,
    readOnly: true,
    privileged: false,
  });
  expect({ Name, drop: HostConfig.CapDrop }).toEqual({ Name, drop: ["ALL"] });
  expect(HostConfig.SecurityOpt?.join(",")).toContain("no-new-privileges");
  expect(HostConfig.Memory).toBeGreaterThan(0);
  // The Docker provider cannot set a container's process limit, so the stack uses the per-user limit (docs/decisions/0023).
  expect({ Name, processes: HostConfig.Ulimits?.some((limit) => limit.Name === "nproc" && limit.Hard <= 1024) }).toEqual({
    Name,
    processes: true,
  });
  expect({ Name, health: Config.Healthcheck !== undefined }).toEqual({ Name, health: true });
  const hosts = Object.values(HostConfig.PortBindings ?? {}).flatMap((bindings) => bindings?.map((binding) => binding.HostIp) ?? []);
  expect(hosts.every((host) => host === "127.0.0.1")).toBe(true);
}
