import { UserError } from "../../config/errors";
import type { AskDocker } from "./preflight";

/** Something of a stack that the daemon has. */
export interface Owned {
  readonly kind: "container" | "volume" | "network";
  readonly id: string;
  readonly name: string;
}

interface Deployment {
  readonly deployment?: { readonly resources?: readonly { readonly type: string; readonly id?: string }[] };
}

/** Ids of the Docker resources in a state, as `pulumi stack export` prints it. */
export function idsInState(exported: string): ReadonlySet<string> {
  const { deployment } = JSON.parse(exported) as Deployment;
  const resources = deployment?.resources ?? [];
  return new Set(resources.flatMap(({ type, id }) => (type.startsWith("docker:index/") && id !== undefined ? [id] : [])));
}

/** What carries the stack's label and is in no state: left by an `up` that was killed between making it and writing it down. Containers come first, because they hold the others. */
export function orphansOf(owned: readonly Owned[], known: ReadonlySet<string>): Owned[] {
  const order = ["container", "volume", "network"];
  return owned.filter(({ id }) => !known.has(id)).sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Everything the daemon has of a stack. */
export async function ownedBy(stack: string, ask: AskDocker): Promise<Owned[]> {
  const filter = `filters=${encodeURIComponent(JSON.stringify({ label: [`monitoring.stack=${stack}`] }))}`;
  const get = async <T>(path: string): Promise<T> => {
    const { status, body } = await ask(path);
    if (status !== 200) throw new UserError(`Docker did not answer ${path}: ${body}`);
    return JSON.parse(body) as T;
  };
  const [containers, volumes, networks] = await Promise.all([
    get<{ Id: string; Names: string[] }[]>(`/containers/json?all=1&${filter}`),
    get<{ Volumes: { Name: string }[] | null }>(`/volumes?${filter}`),
    get<{ Id: string; Name: string }[]>(`/networks?${filter}`),
  ]);
  return [
    ...containers.map(({ Id, Names }): Owned => ({ kind: "container", id: Id, name: (Names[0] ?? Id).replace(/^\//, "") })),
    ...(volumes.Volumes ?? []).map(({ Name }): Owned => ({ kind: "volume", id: Name, name: Name })),
    ...networks.map(({ Id, Name }): Owned => ({ kind: "network", id: Id, name: Name })),
  ];
}

/**
 * Removes what a killed `up` left and forgot, so that one more `up` converges; gives what was removed. Call it while no other `up` runs.
 * `exported` is what `pulumi stack export` printed.
 */
export async function removeOrphans(stack: string, exported: string, ask: AskDocker): Promise<Owned[]> {
  const orphans = orphansOf(await ownedBy(stack, ask), idsInState(exported));
  const folders = { container: "containers", volume: "volumes", network: "networks" } as const;
  for (const { kind, id, name } of orphans) {
    const { status, body } = await ask(`/${folders[kind]}/${id}?force=1`, "DELETE");
    if (status >= 300 && status !== 404)
      throw new UserError(`Docker did not remove the ${kind} ${name}, which a killed \`up\` left: ${body.trim()}`);
  }
  return orphans;
}
