import type { View } from "../model/catalogue";
import type { System } from "../model/schema";
import type { Call } from "./calls";
import type { SecretContent, SecretDocument } from "./secret-files";

/** Layers that render files. */
export type RenderedIn = "exporters" | "alert-rules" | "dashboards";

/**
 * Rendered files of the environment. Paths are relative to `<layer>/rendered/<environment>/`. `file` throws if the file is missing, and
 * `below` throws if the folder is empty.
 */
export interface Rendered {
  readonly file: (layer: RenderedIn, path: string) => string;
  /** Returns the content of all files in a folder, by their path inside the folder. `prefix` is prepended to each path. */
  readonly below: (layer: RenderedIn, folder: string, prefix?: string) => Readonly<Record<string, string>>;
}

/** Connections that programs open, and Prometheus' secret files. The layers that render the programs' configurations compute them. */
export interface Connections {
  /** Connections of Prometheus: to every target that is not discovered, to blackbox_exporter and to Alertmanager. */
  readonly scrapes: () => readonly Call[];
  /** Secret files of Prometheus with the credentials for metrics endpoints. */
  readonly scrapeKeys: () => Readonly<Record<string, SecretContent>>;
  /** Connections of blackbox_exporter: to every probed host. */
  readonly probes: () => readonly Call[];
  /** Connections of Gatus: to the URLs of all checks, to the stack's programs, and to Alertmanager. */
  readonly checks: () => readonly Call[];
  /** Connections of Alertmanager: to every receiver, and to Gatus for the dead man's switch. */
  readonly deliveries: () => readonly Call[];
  /** Connections of Grafana: to its data sources. */
  readonly datasources: () => readonly Call[];
}

/** Input from which a program's definition creates its instances. */
export interface Context {
  readonly view: View;
  /** Memory limit of the program in MiB, configured or default. */
  readonly memoryMiB: number;
  /** Size of the program's volume in MiB. Absent for a volume without a size, as on Docker, and for a program without data. */
  readonly volumeMiB?: number;
  readonly rendered: Rendered;
  readonly connections: Connections;
  /** Heartbeats that Gatus expects, each with a reference to its token. Empty if there are none. */
  readonly heartbeats: () => readonly SecretDocument[];
  /** Public status pages that Gatus serves: each page's system and the connections of its checks. */
  readonly statusPages: () => readonly { readonly system: string; readonly calls: readonly Call[] }[];
  /** Present if the stack runs the demo. */
  readonly demo?: {
    readonly system: System;
    /** Start scripts and settings of the demo's PostgreSQL and Redis, by file name. */
    readonly files: Readonly<Record<"postgres" | "redis", Readonly<Record<string, string>>>>;
  };
}

/** Whether exporters must use TLS for the servers of a system. The demo's servers are exempt, because the stack runs them. */
export const reachedByTls = ({ demo }: { readonly demo?: { readonly system: Pick<System, "id"> } }, system: string): boolean =>
  demo?.system.id !== system;
