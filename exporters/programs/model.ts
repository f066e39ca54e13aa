import type { View } from "../model/catalogue";
import type { Call } from "./calls";
import type { Context } from "./context";
import type { SecretContent } from "./secret-files";

/** Tool in the image for HTTP health checks: busybox wget, bash, or none. With none, Docker runs no HTTP health check. */
export type HttpProbe = "wget" | "bash" | "none";

/** An upstream image. This project gives the image the name of the program. */
export interface OwnImage {
  readonly repository: string;
  readonly tag: string;
  readonly probe: HttpProbe;
}

/** A port on which a program listens. */
export interface Port {
  readonly number: number;
  /**
   * Key in `monitoring:ports` that publishes the port on 127.0.0.1. `true` stands for the name of the instance. If absent, the port cannot
   * be published.
   */
  readonly publish?: true | string;
  /** Whether the port may be reachable from outside a cluster (`monitoring:kubernetes.access.hosts`). Default: false. */
  readonly opened?: true;
}

/** A folder or socket of the node that a program reads. */
export interface NodeFolder {
  /** Path on the node, by platform. */
  readonly reads: Readonly<Record<"docker" | "kubernetes", string>>;
  /** Path in the container. Default: the same path as on the node. */
  readonly at?: string;
}

/** Health check of an instance: an HTTP path or a command. */
export type Health =
  | { readonly http: { readonly port: number; readonly path: string } }
  /** A command in the image that exits with 0 if the program is healthy. */
  | { readonly exec: readonly string[] };

/** Files in one folder of the container. File names may contain `/`. */
export interface FileSet {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

/**
 * One instance of a program in an environment. `name`, `health` and `ports` default to those of the program. Other absent fields, except
 * `replicas`, are empty.
 */
export interface Instance {
  /** A DNS label: the program's name, or a name that starts with `<program>-`. Default: the program's name. */
  readonly name?: string;
  readonly args?: readonly string[];
  /** Environment variables. Never put a secret here. */
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration files, by mount folder. */
  readonly files?: readonly FileSet[];
  /** Secret files under `naming.secretsFolder`, by file name. */
  readonly secretFiles?: Readonly<Record<string, SecretContent>>;
  /** Egress connections. On Kubernetes, a network policy denies all others, except for DNS, discovery and kubelets' metrics. */
  readonly calls?: readonly Call[];
  /** Ingress by port name: IDs of the systems whose services may connect to the port from outside the stack. */
  readonly callers?: Readonly<Record<string, readonly string[]>>;
  /** Additional host names in the stack's network: `<service>.<system>`, for example `orders.demo`. */
  readonly aliases?: readonly string[];
  /** Number of identical containers or pods behind the host names. Only without a data folder and without published ports. Default: 1. */
  readonly replicas?: number;
  /** Labels of the container on Docker, by which Prometheus discovers it (`dockerLabels`). */
  readonly dockerLabels?: Readonly<Record<string, string>>;
  /** Ports by purpose, if the catalogue defines them. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly health?: Health;
  /**
   * Only on Kubernetes: whether the instance needs permissions for discovery and for kubelets' metrics, and the files with the scrape jobs
   * that need these permissions.
   */
  readonly cluster?: { readonly discovery: boolean; readonly kubelets: boolean; readonly files: readonly FileSet[] };
}

/**
 * Definition of a program of the stack, from which its configuration, build, deployment, monitoring and documentation are derived. Never
 * change the value of `name` or `component` of an existing program. Pulumi identifies resources by them, so a change would replace the
 * resources and delete the program's volume.
 */
export interface Program {
  /** A DNS label: the program's host name in the stack's network and its key in the configuration. */
  readonly name: string;
  /** Pulumi type token of the program's component. */
  readonly component: `monitoring:${string}:${string}`;
  readonly version: string;
  /** The upstream image, or the name of an image that another program uses or that this project builds. */
  readonly image: OwnImage | { readonly of: string };
  /**
   * Ports by purpose. `http` is for users or clients. Prometheus scrapes `metrics`, or `http` if there is no `metrics`. Empty if the
   * catalogue defines the ports.
   */
  readonly ports: Readonly<Record<string, Port>>;
  /** A path on one of the ports that returns 200 when the program is ready. Absent if the instances define their own health check. */
  readonly health?: { readonly port: string; readonly path: string };
  /** Numeric `uid:gid`. Uid 0 is allowed only with `node`. This user can write to the data folder. */
  readonly user: string;
  /**
   * Set for a program that runs on every node and reads a folder or socket of the node, which is mounted read-only. This field is the only
   * exception to the rules that no program runs as root and none sees the host's files. On Docker, the node is the host of the stack.
   */
  readonly node?: NodeFolder;
  /** Persistent folder, and the default size of its volume on Kubernetes. */
  readonly data?: { readonly path: string; readonly storage: string };
  /** Default memory limit in MiB. */
  readonly memoryMiB: number;
  /** CPU request on Kubernetes, in millicores. Default: 50. */
  readonly cpuMillis?: number;
  /** Time in seconds within which the program must be ready after its start. Otherwise, Kubernetes restarts the program. Default: 300. */
  readonly startSeconds?: number;
  /**
   * Whether the program authenticates its clients, with a login or a token. For all other programs, a cluster's Ingress controller or
   * Gateway authenticates users. Default: false.
   */
  readonly login?: true;
  /** Whether the Operator's instance replaces the program in a cluster with the Prometheus Operator. Default: false. */
  readonly operated?: true;
  /**
   * Whether only programs of the stack that call this program may reach it. On Docker, it is then in a separate network. On Kubernetes,
   * network policies restrict every program in this way. Default: false.
   */
  readonly callersOnly?: true;
  /** Whether the program is part of the demo, which runs only with `monitoring:demo`. Default: false. */
  readonly demo?: true;
  /**
   * How the stack monitors the program. With `metrics`, Prometheus scrapes it with the label `job="stack"`. With `health`, Gatus checks its
   * health path. Default: not monitored.
   */
  readonly watched?: { readonly metrics: boolean; readonly health: boolean };
  /**
   * Names of the program's contracts: recorded metrics of the real program (`exporters/contracts/<name>@<version>.json`). `none` says why
   * there are no contracts.
   */
  readonly contracts: readonly string[] | { readonly none: string };
  /** Whether the program runs in an environment. Default: in every environment. */
  readonly runsIn?: (view: View) => boolean;
  /** Returns the program's instances in an environment. */
  readonly instances: (context: Context) => readonly Instance[];
}

/** User for images that do not need a certain user. */
export const nobody = "65534:65534";

/**
 * Returns `GOMEMLIMIT` with 90 % of the memory limit. Near this value, a Go program collects garbage more often, so that it is not killed
 * at the limit.
 */
export const goMemoryLimit = (memoryMiB: number): Record<string, string> => ({ GOMEMLIMIT: `${Math.floor(memoryMiB * 0.9)}MiB` });
