import { UserError } from "../../config/errors";
import type { AskDocker } from "./preflight";

/** A Docker resource that belongs to a stack. */
export interface Owned {
  readonly kind: "container" | "volume" | "network";
  readonly id: string;
  readonly name: string;
  /** Whether the resource is the data volume of a program. */
  readonly holdsData?: boolean;
}

interface Deployment {
  readonly deployment?: { readonly resources?: readonly { readonly type: string; readonly id?: string }[] };
}

/** IDs of the Docker resources in a stack's state. `exported` is the output of `pulumi stack export`. */
export function idsInState(exported: string): ReadonlySet<string> {
  const { deployment } = JSON.parse(exported) as Deployment;
  const resources = deployment?.resources ?? [];
  return new Set(resources.flatMap(({ type, id }) => (type.startsWith("docker:index/") && id !== undefined ? [id] : [])));
}

/**
 * Docker resources of a stack that are missing from its state, because an `up` was killed before it saved them. Containers come first,
 * because they use the volumes and networks. Data volumes are left out: a renamed stack may still use a volume, and the next `up` reuses an
 * existing volume.
 */
export function orphansOf(owned: readonly Owned[], known: ReadonlySet<string>): Owned[] {
  const order = ["container", "volume", "network"];
  return owned
    .filter(({ id, holdsData }) => !known.has(id) && holdsData !== true)
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** All containers, volumes and networks with the stack's label. Throws UserError if Docker returns an error. */
export async function ownedBy(stack: string, ask: AskDocker): Promise<Owned[]> {
  const filter = `filters=${encodeURIComponent(JSON.stringify({ label: [`monitoring.stack=${stack}`] }))}`;
  const get = async <T>(path: string): Promise<T> => {
    const { status, body } = await ask(path);
    if (status !== 200) throw new UserError(`Docker returned an error for ${path}: ${body}`);
    return JSON.parse(body) as T;
  };
  const [containers, volumes, networks] = await Promise.all([
    get<{ Id: string; Names: string[] }[]>(`/containers/json?all=1&${filter}`),
    get<{ Volumes: { Name: string; Labels?: Record<string, string> | null }[] | null }>(`/volumes?${filter}`),
    get<{ Id: string; Name: string }[]>(`/networks?${filter}`),
  ]);
  return [
    ...containers.map(({ Id, Names }): Owned => ({ kind: "container", id: Id, name: (Names[0] ?? Id).replace(/^\//, "") })),
    ...(volumes.Volumes ?? []).map(({ Name, Labels }): Owned => ({
      kind: "volume",
      id: Name,
      name: Name,
      holdsData: Labels?.["monitoring.role"] === "data",
    })),
    ...networks.map(({ Id, Name }): Owned => ({ kind: "network", id: Id, name: Name })),
  ];
}

/**
 * Removes the orphaned resources of a killed `up`, so that the next `up` succeeds. Returns the removed resources. Call this function only
 * while no `up` runs. `exported` is the output of `pulumi stack export`. Throws UserError if Docker returns an error.
 */
export async function removeOrphans(stack: string, exported: string, ask: AskDocker): Promise<Owned[]> {
  const orphans = orphansOf(await ownedBy(stack, ask), idsInState(exported));
  const folders = { container: "containers", volume: "volumes", network: "networks" } as const;
  for (const { kind, id, name } of orphans) {
    const { status, body } = await ask(`/${folders[kind]}/${id}?force=1`, "DELETE");
    if (status >= 300 && status !== 404)
      throw new UserError(`Docker could not remove the ${kind} ${name}, a leftover of a killed \`up\`: ${body.trim()}`);
  }
  return orphans;
}
