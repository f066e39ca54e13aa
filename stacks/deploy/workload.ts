import type { Call } from "../../exporters/programs/calls";
import type { FileSet, Health, HttpProbe, NodeFolder } from "../../exporters/programs/model";
import { secretFileText, secretKeysIn, type SecretContent } from "../../exporters/programs/secret-files";

export type { FileSet, HttpProbe } from "../../exporters/programs/model";

/** Settings of a workload that apply only on Docker. */
export interface DockerBlock {
  readonly probe: HttpProbe;
  /** Host ports on 127.0.0.1, by port name. */
  readonly publish: Readonly<Record<string, number>>;
  /** Whether the container's log file names the stack and the workload in each line, for the log agent. Default: false. */
  readonly named?: boolean;
  /** Whether the workload is in the network of restricted workloads and their callers, not in that of applications. Default: false. */
  readonly callersOnly?: boolean;
  /** Labels of the container, in addition to those of the stack. Default: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Settings of a workload that apply only on Kubernetes. */
export interface KubernetesBlock {
  /** CPU request in millicores. There is no CPU limit. */
  readonly cpuMillis: number;
  /** Size of the volume, like `20Gi`. Ignored if the workload has no volume. */
  readonly storage: string;
  /** Maximum duration of the program's start in seconds. Kubernetes restarts a program that has not started after this time. */
  readonly startSeconds: number;
  /**
   * Whether the program discovers targets through the cluster's API. If true, the program gets a token and the permissions for discovery.
   */
  readonly discovery: boolean;
  /** Whether the program reads the metrics of kubelets. Only with `discovery`, which finds the nodes. */
  readonly kubelets: boolean;
  /** Files that are mounted only on Kubernetes, e.g. for discovery. Their folders must differ from the workload's other folders. */
  readonly files: readonly FileSet[];
}

/** The settings for Kubernetes. Defaults: 0.05 cores, a volume of 1 GiB (if there is a volume) and five minutes to start. */
export const onKubernetes = (own: Partial<KubernetesBlock> = {}): KubernetesBlock => ({
  cpuMillis: 50,
  storage: "1Gi",
  startSeconds: 300,
  discovery: false,
  kubelets: false,
  files: [],
  ...own,
});

/**
 * One running program, independent of the platform. A workload has no extension points by design: a program that needs other settings
 * cannot be part of the stack.
 */
export interface Workload {
  /**
   * Host name in the stack's network, and name of the Service; a DNS label. The name of a Docker container also contains the stack's name.
   */
  readonly name: string;
  /** Immutable reference of the image: a local ID, or a reference with a digest. */
  readonly image: string;
  readonly args: readonly string[];
  /** Environment variables. They must not contain secrets. */
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly FileSet[];
  /** Contents of the files in `secretsFolder` (see naming.ts), by file name. */
  readonly secretFiles: Readonly<Record<string, SecretContent>>;
  /** Ports on which the program listens, by port name. */
  readonly ports: Readonly<Record<string, number>>;
  /** Egress connections. On Kubernetes, a network policy denies all others, except for DNS, discovery and kubelets' metrics. */
  readonly calls: readonly Call[];
  /** For each port name, the namespaces outside the stack whose pods may call the port: IDs of systems, or the Operator's namespace. */
  readonly callers: Readonly<Record<string, readonly string[]>>;
  /** Further host names of the form `<service>.<system>`, like `orders.demo`. */
  readonly aliases: readonly string[];
  /** Number of identical containers or pods behind the host names. Only without a volume and without published ports. Default: 1. */
  readonly replicas?: number;
  /** Mount path of the volume with the persistent data. */
  readonly volume?: { readonly path: string };
  readonly health?: Health;
  readonly resources: {
    /** Memory limit in MiB. On Docker, swap is off. */
    readonly memoryMiB: number;
    /** Maximum number of processes and threads of `user`. Ignored on Kubernetes, and for root. */
    readonly processes: number;
  };
  /** Numeric `uid:gid`. The user must not be 0, except for a program with `node`. */
  readonly user: string;
  /**
   * Set for a program that runs on every node: the folder of the node that it reads. The folder is mounted read-only. On Docker, the node
   * is the host.
   */
  readonly node?: NodeFolder;
  readonly docker: DockerBlock;
  readonly kubernetes: KubernetesBlock;
}

/** Values of secrets by key. */
export type Secrets = Readonly<Record<string, string>>;

/** The keys of all secrets that workloads read, sorted. Each key has the names of the workloads that read the secret. */
export function secretKeysOf(workloads: readonly Pick<Workload, "name" | "secretFiles">[]): Map<string, string[]> {
  const users = workloads.flatMap(({ name, secretFiles }) =>
    Object.values(secretFiles).flatMap((content) => secretKeysIn(content).map((key) => [key, name] as const)),
  );
  const keys = [...new Set(users.map(([key]) => key))].sort();
  return new Map(keys.map((key) => [key, [...new Set(users.filter(([other]) => other === key).map(([, name]) => name))].sort()]));
}

/** Whether a workload reads any secret file. */
export const hasSecrets = ({ secretFiles }: Pick<Workload, "secretFiles">): boolean => Object.keys(secretFiles).length > 0;

/** The content of a secret file. Throws Error for a missing secret, which can only be a bug, because the secrets are checked earlier. */
export function secretText(content: SecretContent, secrets: Secrets): string {
  const value = (key: string): string => {
    const text = secrets[key];
    if (text === undefined) throw new Error(`Secret ${key} was not checked before use.`);
    return text;
  };
  return secretFileText(content, value);
}
