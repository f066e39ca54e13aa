import type { Program } from "../../../exporters/programs/model";
import type { RenderedFile } from "../../../exporters/emit";
import { UserError } from "../../config/errors";
import { onKubernetes, type DockerBlock, type FileSet, type HttpProbe, type KubernetesBlock, type Workload } from "../workload";

/** An image that is ready to be run. */
export interface ResolvedImage {
  /** A local id, or a repository with tag and digest. */
  readonly reference: string;
  /** Version of the program in it. */
  readonly version: string;
  /** What in it can ask an HTTP endpoint for the health check. */
  readonly probe: HttpProbe;
}

/** What every component is told about where and how it stands. */
export interface Placement {
  readonly image: ResolvedImage;
  /** Memory limit in MiB; the component's own default when absent. */
  readonly memoryMiB?: number | undefined;
  /** Host ports on 127.0.0.1 by name of the port; nothing is published by default. */
  readonly publish?: Readonly<Record<string, number>>;
  /** Size of its volume on Kubernetes, like `20Gi`; the component's own default when absent. */
  readonly storage?: string | undefined;
}

interface Extra {
  readonly name: string;
  readonly files?: readonly FileSet[];
  readonly memoryMiB: number;
  /** Most processes and threads; 512 by default. */
  readonly processes?: number;
  /** By name of a port: ids of the systems whose programs may call it; nobody by default. */
  readonly callers?: Workload["callers"];
  readonly docker?: Omit<Partial<DockerBlock>, "publish" | "probe">;
  readonly kubernetes?: Partial<KubernetesBlock>;
}

/** A program as a workload. */
export function workloadOf(
  program: Program,
  { image, publish = {}, storage }: Placement,
  { name, files = [], memoryMiB, processes = 512, callers = {}, docker, kubernetes = {} }: Extra,
): Workload {
  const { args, calls, env, ports, secretFiles, user, healthPath, dataPath } = program;
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
    aliases: [],
    ...(dataPath !== undefined && { volume: { path: dataPath } }),
    health: { http: { port: ports.http, path: healthPath } },
    resources: { memoryMiB, processes },
    user,
    docker: { probe: image.probe, publish, ...docker },
    kubernetes: onKubernetes({ ...kubernetes, ...(storage !== undefined && { storage }) }),
  };
}

/** The rendered file of that path. */
export function renderedFile(files: readonly RenderedFile[], path: string): string {
  const file = files.find((candidate) => candidate.path === path);
  if (file === undefined) throw new UserError(`${path} is not among the rendered files. Run \`npm run render\`.`);
  return file.content;
}

/** The rendered files below a folder, by their path inside it. An empty folder is an error: something lost its input. */
export function renderedBelow(files: readonly RenderedFile[], folder: string, prefix = ""): Record<string, string> {
  const below = files
    .filter((file) => file.path.startsWith(`${folder}/`))
    .map((file) => [`${prefix}${file.path.slice(folder.length + 1)}`, file.content] as const);
  if (below.length === 0) throw new UserError(`Nothing is rendered below ${folder}. Run \`npm run render\`.`);
  return Object.fromEntries(below);
}
