import type { Call } from "../../exporters/programs/calls";
import type { FileSet, Health, HttpProbe } from "../../exporters/programs/model";
import { secretFileText, secretKeysIn, type SecretContent } from "../../exporters/programs/secret-files";

export type { FileSet, HttpProbe } from "../../exporters/programs/model";

/** Settings for Docker only. */
export interface DockerBlock {
  readonly probe: HttpProbe;
  /** Host ports on 127.0.0.1, by port name. */
  readonly publish: Readonly<Record<string, number>>;
  /** tmpfs folders besides `/tmp`, with their mount options, e.g. `size=16m,uid=999`. */
  readonly tmpfs?: Readonly<Record<string, string>>;
}

/** Settings for Kubernetes only. */
export interface KubernetesBlock {
  /** CPU request in millicores; there is no limit. */
  readonly cpuMillis: number;
  /** Size of its volume, like `20Gi`; ignored without a volume. */
  readonly storage: string;
  /** Seconds that the start can take before Kubernetes restarts it. */
  readonly startSeconds: number;
  /** Whether it uses the cluster's API for discovery: it gets a token, and permission to read what discovery needs. */
  readonly discovery: boolean;
  /** Files that are mounted on Kubernetes only, e.g. for discovery. The folders must differ from those of `files`. */
  readonly files: readonly FileSet[];
}

/** Default settings for Kubernetes: 0.05 cores, 1 GiB if it has a volume, five minutes to start. */
export const onKubernetes = (own: Partial<KubernetesBlock> = {}): KubernetesBlock => ({
  cpuMillis: 50,
  storage: "1Gi",
  startSeconds: 300,
  discovery: false,
  files: [],
  ...own,
});

/**
 * One running program, independent of the platform. There is no extension point on purpose: programs that need more are not part of the
 * stack. The name is that of the container or Service in the stack's network.
 */
export interface Workload {
  /** A DNS label. */
  readonly name: string;
  /** An immutable image: a local id or a reference with a digest. */
  readonly image: string;
  readonly args: readonly string[];
  /** Environment variables; never secrets. */
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly FileSet[];
  /** Files in `naming.secretsFolder`, by file name. */
  readonly secretFiles: Readonly<Record<string, SecretContent>>;
  /** Ports it listens on, by purpose. */
  readonly ports: Readonly<Record<string, number>>;
  /** Connections that it opens. A platform with network policies refuses all others. */
  readonly calls: readonly Call[];
  /** By port name: ids of the systems whose programs can call it from outside the stack. */
  readonly callers: Readonly<Record<string, readonly string[]>>;
  /** Additional host names of the form `<service>.<system>`, like `orders.demo`. */
  readonly aliases: readonly string[];
  /** Folder with persistent data. */
  readonly volume?: { readonly path: string };
  readonly health?: Health;
  readonly resources: {
    /** Memory limit in MiB; no swap. */
    readonly memoryMiB: number;
    /** Maximum number of processes and threads. */
    readonly processes: number;
  };
  /** Numeric `uid:gid`, never 0. */
  readonly user: string;
  readonly docker: DockerBlock;
  readonly kubernetes: KubernetesBlock;
}

/** Values of secrets by key. */
export type Secrets = Readonly<Record<string, string>>;

/** Keys of all secrets that workloads read, sorted, with the workloads that need each. */
export function secretKeysOf(workloads: readonly Pick<Workload, "name" | "secretFiles">[]): Map<string, string[]> {
  const users = workloads.flatMap(({ name, secretFiles }) =>
    Object.values(secretFiles).flatMap((content) => secretKeysIn(content).map((key) => [key, name] as const)),
  );
  const keys = [...new Set(users.map(([key]) => key))].sort();
  return new Map(keys.map((key) => [key, [...new Set(users.filter(([other]) => other === key).map(([, name]) => name))].sort()]));
}

/** Whether a workload reads any secret file. */
export const hasSecrets = ({ secretFiles }: Pick<Workload, "secretFiles">): boolean => Object.keys(secretFiles).length > 0;

/** The text of a secret file. Throws if a secret is missing, which is a bug, because the configuration is validated before. */
export function secretText(content: SecretContent, secrets: Secrets): string {
  const value = (key: string): string => {
    const text = secrets[key];
    if (text === undefined) throw new Error(`Secret ${key} was not checked before use.`);
    return text;
  };
  return secretFileText(content, value);
}
