import type { View } from "../../../exporters/model/catalogue";
import type { Instance, Program } from "../../../exporters/programs/model";
import { onKubernetes, type HttpProbe, type Workload } from "../workload";
import type { EnvironmentContext } from "./context";

/** An image after its reference was resolved. */
export interface ResolvedImage {
  /** A local ID, or a repository with a digest and possibly a tag. */
  readonly reference: string;
  /** Version of the program in the image. */
  readonly version: string;
  /** Tool in the image for HTTP health checks. */
  readonly probe: HttpProbe;
}

/** The stack's settings for one program. */
export interface Placement {
  readonly image: ResolvedImage;
  /** Memory limit in MiB. Default: the limit in the program's definition. */
  readonly memoryMiB?: number | undefined;
  /** Size of the volume on Kubernetes, like `20Gi`. Default: the size in the program's definition. */
  readonly storage?: string | undefined;
  /** Size of the volume in MiB. Undefined on Docker, and for a program without a volume. */
  readonly volumeMiB?: number | undefined;
  /** Host ports on 127.0.0.1, by key of `monitoring:ports`. */
  readonly published?: Readonly<Record<string, number | undefined>>;
}

/** Maximum number of processes and threads in one container on Docker. */
const processes = 512;

const numbersOf = ({ ports }: Program): Record<string, number> =>
  Object.fromEntries(Object.entries(ports).map(([name, { number }]) => [name, number]));

/** The host ports of a program's published ports, by port name. */
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
  if (port === undefined) throw new Error(`${name} has its health check on port "${health.port}", but no such port.`);
  return { health: { http: { port, path: health.path } } };
}

function workloadOf(program: Program, instance: Instance, memoryMiB: number, placement: Placement, { environment }: View): Workload {
  const { image, storage, published } = placement;
  const {
    name = program.name,
    args = [],
    env = {},
    files = [],
    secretFiles = {},
    calls = [],
    callers = {},
    aliases = [],
    replicas,
    dockerLabels,
  } = instance;
  const { user, data, node, cpuMillis, startSeconds } = program;
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
    ...(replicas !== undefined && { replicas }),
    ...(data !== undefined && { volume: { path: data.path } }),
    ...healthOf(program, instance, ports),
    resources: { memoryMiB, processes },
    user,
    ...(node !== undefined && { node }),
    docker: {
      probe: image.probe,
      publish: publishedPorts(program, name, published),
      ...(environment.logAgent === "docker" && { named: true }),
      ...(program.callersOnly === true && { callersOnly: true }),
      ...(dockerLabels !== undefined && { labels: dockerLabels }),
    },
    kubernetes: onKubernetes({
      ...(cpuMillis !== undefined && { cpuMillis }),
      ...(size !== undefined && { storage: size }),
      ...(startSeconds !== undefined && { startSeconds }),
      ...instance.cluster,
    }),
  };
}

/** Returns the workloads of a program in an environment, one per instance. */
export function workloadsOf(program: Program, context: EnvironmentContext, placement: Placement): Workload[] {
  const memoryMiB = placement.memoryMiB ?? program.memoryMiB;
  const { volumeMiB } = placement;
  return program
    .instances({ ...context, memoryMiB, ...(volumeMiB !== undefined && { volumeMiB }) })
    .map((instance) => workloadOf(program, instance, memoryMiB, placement, context.view));
}
