import type { View } from "../model/catalogue";
import type { Call } from "./calls";
import type { Context } from "./context";
import type { SecretContent } from "./secret-files";

/** What an image has that can ask an HTTP endpoint: busybox' wget, bash, or nothing (then Docker makes no health check). */
export type HttpProbe = "wget" | "bash" | "none";

/** The image that a program's makers publish. It is named like the program everywhere in this project. */
export interface OwnImage {
  readonly repository: string;
  readonly tag: string;
  readonly probe: HttpProbe;
}

/** One port that a program listens on. */
export interface Port {
  readonly number: number;
  /** Key in `monitoring:ports` that publishes it on 127.0.0.1; `true` is the name of the instance. Absent: it cannot be published. */
  readonly publish?: true | string;
  /** Whether people may open it from outside of a cluster (`monitoring:kubernetes.access.hosts`). No by default. */
  readonly opened?: true;
}

/** How to learn that a program can work. */
export type Health =
  | { readonly http: { readonly port: number; readonly path: string } }
  /** A command of the image that ends with 0 when all is well. */
  | { readonly exec: readonly string[] };

/** Files that are mounted together into one folder of the container; names may contain `/`. */
export interface FileSet {
  readonly folder: string;
  readonly files: Readonly<Record<string, string>>;
}

/** One running program, as its definition describes it for an environment. What is absent comes from the definition, or is empty. */
export interface Instance {
  /** A DNS label: the program's name, or one that begins with `<program>-`. The program's name by default. */
  readonly name?: string;
  readonly args?: readonly string[];
  /** Never a secret. */
  readonly env?: Readonly<Record<string, string>>;
  /** Configuration, by the folder it is mounted into. */
  readonly files?: readonly FileSet[];
  /** Files under `naming.secretsFolder`, by file name. */
  readonly secretFiles?: Readonly<Record<string, SecretContent>>;
  /** Connections it opens. Where the platform can refuse connections, every other is refused. */
  readonly calls?: readonly Call[];
  /** By name of a port: ids of the systems whose programs may call it from outside of the stack. */
  readonly callers?: Readonly<Record<string, readonly string[]>>;
  /** Further names in the network, like `orders.demo`: `<service>.<system>`. */
  readonly aliases?: readonly string[];
  /** Ports by what they are for, where the catalogue chooses them. */
  readonly ports?: Readonly<Record<string, number>>;
  readonly health?: Health;
  /** What exists in a cluster only: the right to read what discovery reads, and files for it. */
  readonly cluster?: { readonly discovery: boolean; readonly files: readonly FileSet[] };
}

/**
 * Everything that is known about one program of the stack. What is configured, built, deployed, watched and documented derives from it.
 *
 * `name` and `component` are data that outlive refactorings: the engine knows every resource by them, and one that gets another name is
 * recreated, with its volume.
 */
export interface Program {
  /** A DNS label: its host name in the stack's network, and its key in configuration. */
  readonly name: string;
  /** Pulumi type token of its component. */
  readonly component: `monitoring:${string}:${string}`;
  readonly version: string;
  /** Its makers' image; or the name of an image that another program has, or that is built here. */
  readonly image: OwnImage | { readonly of: string };
  /** By what they are for; `http` is the one that people open; Prometheus scrapes `metrics`, or `http` where there is none. Empty where the catalogue chooses them. */
  readonly ports: Readonly<Record<string, Port>>;
  /** Path, on one of the ports, that answers 200 when it is ready. Absent when instances have a command instead. */
  readonly health?: { readonly port: string; readonly path: string };
  /** Numeric `uid:gid`, never uid 0; the image's data folder belongs to it. */
  readonly user: string;
  /** Folder whose content outlives the container, and the size of its volume on Kubernetes. */
  readonly data?: { readonly path: string; readonly storage: string };
  /** Memory limit in MiB where configuration says nothing. */
  readonly memoryMiB: number;
  /** Processor time it is promised on Kubernetes, in thousandths of a core. 50 by default. */
  readonly cpuMillis?: number;
  /** Seconds its start may take before Kubernetes starts it again. 300 by default. */
  readonly startSeconds?: number;
  /** Whether it has a login; before every other program the way into a cluster asks who one is. No by default. */
  readonly login?: true;
  /** Whether the Prometheus Operator's own replaces it where a cluster has one. No by default. */
  readonly operated?: true;
  /** Part of the demo, so it runs with `monitoring:demo` only. No by default. */
  readonly demo?: true;
  /** How the stack watches it: `metrics`, Prometheus scrapes it in the job `stack`; `health`, Gatus asks its health path. No by default. */
  readonly watched?: { readonly metrics: boolean; readonly health: boolean };
  /** Contracts recorded of it (`exporters/contracts/<name>@<version>.json`), or why there are none. */
  readonly contracts: readonly string[] | { readonly none: string };
  /** Environments it runs in, by their view. All by default. */
  readonly runsIn?: (view: View) => boolean;
  /** What runs of it in an environment. */
  readonly instances: (context: Context) => readonly Instance[];
}

/** The user of images that bring none. */
export const nobody = "65534:65534";

/** Go programs collect garbage before the memory limit ends them: at 90 % of it. */
export const goMemoryLimit = (memoryMiB: number): Record<string, string> => ({ GOMEMLIMIT: `${Math.floor(memoryMiB * 0.9)}MiB` });
