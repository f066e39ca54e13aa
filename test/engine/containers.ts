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
    /** The daemon omits this field if the container publishes no port. */
    readonly PortBindings: Readonly<Record<string, readonly { readonly HostIp: string }[] | null>> | null;
  };
}

/** Inspects the running containers of the local stack. */
export async function runningContainers(): Promise<Inspected[]> {
  const ids = (await docker("ps", "--quiet", "--filter", `label=monitoring.stack=${localStack}`)).split("\n").filter((id) => id !== "");
  return JSON.parse(await docker("inspect", ...ids)) as Inspected[];
}
