import type { View } from "../model/catalogue";
import type { Call } from "./calls";
import type { Context } from "./context";
import type { SecretContent } from "./secret-files";

/** The image's tool for HTTP health checks: busybox wget, bash, or none (then Docker runs no health check). */
export type HttpProbe = "wget" | "bash" | "none";

/** The upstream image. In this project it has the program's name. */
export interface OwnImage {
  readonly repository: string;
  readonly tag: string;
  readonly probe: HttpProbe;
}

/** One port that a program listens on. */
export interface Port {
  readonly number: number;
  /** Key in `monitoring:ports` that publishes the port on 127.0.0.1; `true` means the instance's name. Absent: it cannot be published. */
  readonly publish?: true | string;
  /** Whether people may open it from outside a cluster (`monitoring:kubernetes.access.hosts`). Default: false. */
  readonly opened?: true;
}

/** Health check. */
export type Health =
  | { readonly http: { readonly port: number; readonly path: string } }
  /** A command of the image that ends with 0 when all is well. */
  | { readonly exec: readonly string[] };

/** Files mounted into one folder of the container; names may contain `/`. */
export interface FileSet {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

/** One instance of a program in an environment. Absent fields come from the program's definition, or are empty. */
export interface Instance {
  /** A DNS label: the program's name, or a name that begins with `<program>-`. Default: the program's name. */
  readonly name?: string;
  readonly args?: readonly string[];
  /** Environment variables. Never a secret. */
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration files, by mount folder. */
  readonly files?: readonly FileSet[];
  /** Secret files under `naming.secretsFolder`, by file name. */
  readonly secretFiles?: Readonly<Record<string, SecretContent>>;
  /** Egress. Where the platform supports it, every other connection is denied. */
  readonly calls?: readonly Call[];
  /** Ingress by port name: IDs of the systems whose programs may call the port from outside the stack. */
  readonly callers?: Readonly<Record<string, readonly string[]>>;
  /** Further network names, `<service>.<system>`, like `orders.demo`. */
  readonly aliases?: readonly string[];
  /** Ports by purpose, where the catalogue defines them. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly health?: Health;
  /** Only in a cluster: permissions for discovery, and its files. */
  readonly cluster?: { readonly discovery: boolean; readonly files: readonly FileSet[] };
}

/**
 * The definition of one program of the stack. Configuration, builds, deployment, monitoring and documentation are derived from it.
 *
 * Do not rename `name` and `component` in a refactoring: the engine identifies every resource by them, and a renamed resource is
 * recreated, including its volume.
 */
export interface Program {
  /** A DNS label: its host name in the stack's network, and its configuration key. */
  readonly name: string;
  /** Pulumi type token of its component. */
  readonly component: `monitoring:${string}:${string}`;
  readonly version: string;
  /** The upstream image; or the name of an image that another program has or that this project builds. */
  readonly image: OwnImage | { readonly of: string };
  /** Ports by purpose: people open `http`; Prometheus scrapes `metrics`, or `http` without it. Empty where the catalogue defines them. */
  readonly ports: Readonly<Record<string, Port>>;
  /** Health check: a path on one of the ports that returns 200 when the program is ready. Absent when instances have a command instead. */
  readonly health?: { readonly port: string; readonly path: string };
  /** Numeric `uid:gid`, never uid 0; the image's data folder belongs to it. */
  readonly user: string;
  /** Persistent folder, and the size of its volume on Kubernetes. */
  readonly data?: { readonly path: string; readonly storage: string };
  /** Default memory limit in MiB. */
  readonly memoryMiB: number;
  /** CPU request on Kubernetes, in millicores. Default: 50. */
  readonly cpuMillis?: number;
  /** Seconds that its start may take before Kubernetes restarts it. Default: 300. */
  readonly startSeconds?: number;
  /** Whether it has a login; a cluster's ingress requires authentication for all other programs. Default: false. */
  readonly login?: true;
  /** Whether the Prometheus Operator's instance replaces it in a cluster with the Operator. Default: false. */
  readonly operated?: true;
  /** Whether it is part of the demo and runs only with `monitoring:demo`. Default: false. */
  readonly demo?: true;
  /** How the stack monitors it: with `metrics`, Prometheus scrapes it in the job `stack`; with `health`, Gatus checks its health path. Default: none. */
  readonly watched?: { readonly metrics: boolean; readonly health: boolean };
  /** Its recorded contracts (`exporters/contracts/<name>@<version>.json`), or the reason why there are none. */
  readonly contracts: readonly string[] | { readonly none: string };
  /** Environments in which it runs. Default: all. */
  readonly runsIn?: (view: View) => boolean;
  /** Its instances in an environment. */
  readonly instances: (context: Context) => readonly Instance[];
}

/** The user for images without one. */
export const nobody = "65534:65534";

/** `GOMEMLIMIT`: Go programs collect garbage at 90 % of the memory limit, before they would be killed. */
export const goMemoryLimit = (memoryMiB: number): Record<string, string> => ({ GOMEMLIMIT: `${Math.floor(memoryMiB * 0.9)}MiB` });
