import type { Call } from "../../exporters/programs/calls";
import type { FileSet, Health, HttpProbe } from "../../exporters/programs/model";
import { secretFileText, secretKeysIn, type SecretContent } from "../../exporters/programs/secret-files";

export type { FileSet, HttpProbe } from "../../exporters/programs/model";

/** What only Docker needs to know. */
export interface DockerBlock {
  readonly probe: HttpProbe;
  /** Host ports on 127.0.0.1, by name of the port. */
  readonly publish: Readonly<Record<string, number>>;
  /** Folders beside `/tmp` that are kept in memory, with their mount options, e.g. `size=16m,uid=999`. */
  readonly tmpfs?: Readonly<Record<string, string>>;
}

/** What only Kubernetes needs to know. */
export interface KubernetesBlock {
  /** Processor time it is promised, in thousandths of a core; it may use more. */
  readonly cpuMillis: number;
  /** Size of its volume, like `20Gi`; without a volume it means nothing. */
  readonly storage: string;
  /** Seconds its start may take before it is started again. */
  readonly startSeconds: number;
  /** Whether it asks the cluster's API what runs: it gets a token, and the right to read what discovery reads. */
  readonly discovery: boolean;
  /** Files that are mounted on Kubernetes only, like a list of things to discover there. Folders are apart from those of `files`. */
  readonly files: readonly FileSet[];
}

/** The block of a program that asks for nothing special: 0.05 cores, 1 GiB when it has a volume, five minutes to start. */
export const onKubernetes = (own: Partial<KubernetesBlock> = {}): KubernetesBlock => ({
  cpuMillis: 50,
  storage: "1Gi",
  startSeconds: 300,
  discovery: false,
  files: [],
  ...own,
});

/**
 * One running program, whatever runs it. Closed on purpose: what does not fit here is no part of the stack. The name is the container's
 * or Service's name in the stack's network.
 */
export interface Workload {
  /** A DNS label. */
  readonly name: string;
  /** An image that cannot change: a local id or a reference with a digest. */
  readonly image: string;
  readonly args: readonly string[];
  /** Never a secret. */
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly FileSet[];
  /** Files under `naming.secretsFolder`, by file name. */
  readonly secretFiles: Readonly<Record<string, SecretContent>>;
  /** Ports it listens on, by what they are for. */
  readonly ports: Readonly<Record<string, number>>;
  /** Connections it opens. Where the target can refuse connections, every other is refused. */
  readonly calls: readonly Call[];
  /** By name of a port: ids of the systems whose programs may call it from outside of the stack. */
  readonly callers: Readonly<Record<string, readonly string[]>>;
  /** Further names it is called by, like `orders.demo`: `<service>.<system>`. */
  readonly aliases: readonly string[];
  /** Folder whose content outlives the container. */
  readonly volume?: { readonly path: string };
  readonly health?: Health;
  readonly resources: {
    /** Limit in MiB; swap is never used. */
    readonly memoryMiB: number;
    /** Most processes and threads. */
    readonly processes: number;
  };
  /** Numeric `uid:gid`, never 0. */
  readonly user: string;
  readonly docker: DockerBlock;
  readonly kubernetes: KubernetesBlock;
}

/** Values of secrets by key. */
export type Secrets = Readonly<Record<string, string>>;

/** Keys of all secrets that workloads read, sorted, each with the workloads that need it. */
export function secretKeysOf(workloads: readonly Pick<Workload, "name" | "secretFiles">[]): Map<string, string[]> {
  const users = workloads.flatMap(({ name, secretFiles }) =>
    Object.values(secretFiles).flatMap((content) => secretKeysIn(content).map((key) => [key, name] as const)),
  );
  const keys = [...new Set(users.map(([key]) => key))].sort();
  return new Map(keys.map((key) => [key, [...new Set(users.filter(([other]) => other === key).map(([, name]) => name))].sort()]));
}

/** Whether a workload reads any secret file. */
export const hasSecrets = ({ secretFiles }: Pick<Workload, "secretFiles">): boolean => Object.keys(secretFiles).length > 0;

/** The text of a secret file. Throws when a secret is missing: configuration is checked before, so that is a mistake of the program. */
export function secretText(content: SecretContent, secrets: Secrets): string {
  const value = (key: string): string => {
    const text = secrets[key];
    if (text === undefined) throw new Error(`Secret ${key} was not checked before use.`);
    return text;
  };
  return secretFileText(content, value);
}
