import type { Instance, Program } from "../../../exporters/programs/model";
import { onKubernetes, type HttpProbe, type Workload } from "../workload";
import type { EnvironmentContext } from "./context";

/** An image that is ready to be run. */
export interface ResolvedImage {
  /** A local id, or a repository with tag and digest. */
  readonly reference: string;
  /** Version of the program in it. */
  readonly version: string;
  /** What in it can ask an HTTP endpoint for the health check. */
  readonly probe: HttpProbe;
}

/** What configuration says about a program. */
export interface Placement {
  readonly image: ResolvedImage;
  /** Memory limit in MiB; the program's default when absent. */
  readonly memoryMiB?: number | undefined;
  /** Size of its volume on Kubernetes, like `20Gi`; the program's default when absent. */
  readonly storage?: string | undefined;
  /** Host ports on 127.0.0.1, by key of `monitoring:ports`. */
  readonly published?: Readonly<Record<string, number | undefined>>;
}

/** Most processes and threads of one program. */
const processes = 512;

const numbersOf = ({ ports }: Program): Record<string, number> =>
  Object.fromEntries(Object.entries(ports).map(([name, { number }]) => [name, number]));

/** Host ports by name of the port. */
function publishedPorts({ ports }: Program, instance: string, published: Placement["published"] = {}): Record<string, number> {
  return Object.fromEntries(
    Object.entries(ports).flatMap(([name, { publish }]) => {
      const host = publish === undefined ? undefined : published[publish === true ? instance : publish];
      return host === undefined ? [] : [[name, host] as const];
    }),
  );
}

function healthOf({ name, health }: Program, instance: Instance, ports: Readonly<Record<string, number>>): Pick<Workload, "health"> {
  if (instance.health !== undefined) return { health: instance.health };
  if (health === undefined) return {};
  const port = ports[health.port];
  if (port === undefined) throw new Error(`${name} says that its health is asked at port "${health.port}", and has no such port.`);
  return { health: { http: { port, path: health.path } } };
}

function workloadOf(program: Program, instance: Instance, memoryMiB: number, { image, storage, published }: Placement): Workload {
  const { name = program.name, args = [], env = {}, files = [], secretFiles = {}, calls = [], callers = {}, aliases = [] } = instance;
  const { user, data, cpuMillis, startSeconds } = program;
  const ports = instance.ports ?? numbersOf(program);
  const size = storage ?? data?.storage;
  return {
    name,
    image: image.reference,
    args,
    env,
    files,
    secretFiles,
    ports,
    calls,
    callers,
    aliases,
    ...(data !== undefined && { volume: { path: data.path } }),
    ...healthOf(program, instance, ports),
    resources: { memoryMiB, processes },
    user,
    docker: { probe: image.probe, publish: publishedPorts(program, name, published) },
    kubernetes: onKubernetes({
      ...(cpuMillis !== undefined && { cpuMillis }),
      ...(size !== undefined && { storage: size }),
      ...(startSeconds !== undefined && { startSeconds }),
      ...instance.cluster,
    }),
  };
}

/** What runs of a program in an environment, as workloads. */
export function workloadsOf(program: Program, context: EnvironmentContext, placement: Placement): Workload[] {
  const memoryMiB = placement.memoryMiB ?? program.memoryMiB;
  return program.instances({ ...context, memoryMiB }).map((instance) => workloadOf(program, instance, memoryMiB, placement));
}
