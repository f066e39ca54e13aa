import type { View } from "../model/catalogue";
import type { System } from "../model/schema";
import type { Call } from "./calls";
import type { SecretDocument } from "./secret-files";

/** Folders of rendered files, by the layer that renders them. */
export type RenderedIn = "exporters" | "alert-rules" | "dashboards";

/** Rendered files of the environment, by their path below `<layer>/rendered/<environment>/`. Both throw when the file or folder does not exist. */
export interface Rendered {
  readonly file: (layer: RenderedIn, path: string) => string;
  /** Content by path inside the folder; `prefix` is prepended to each. */
  readonly below: (layer: RenderedIn, folder: string, prefix?: string) => Readonly<Record<string, string>>;
}

/** Egress of programs, computed by the layers that render their configuration. */
export interface Connections {
  /** Of Prometheus: every target, the prober, Alertmanager. */
  readonly scrapes: () => readonly Call[];
  /** Of blackbox_exporter: every probed host. */
  readonly probes: () => readonly Call[];
  /** Of Gatus: every check, the stack's programs, Alertmanager. */
  readonly checks: () => readonly Call[];
  /** Of Alertmanager: every receiver. */
  readonly deliveries: () => readonly Call[];
  /** Of Grafana: its data sources. */
  readonly datasources: () => readonly Call[];
}

/** Input for the definition of a program's instances. */
export interface Context {
  readonly view: View;
  /** The program's memory limit in MiB, configured or default. */
  readonly memoryMiB: number;
  readonly rendered: Rendered;
  readonly connections: Connections;
  /** Heartbeats that Gatus expects, with their tokens; empty when there are none. */
  readonly heartbeats: () => readonly SecretDocument[];
  /** Public status pages that Gatus serves: the system of each, and the connections of its checks. */
  readonly statusPages: () => readonly { readonly system: string; readonly calls: readonly Call[] }[];
  /** Present when the stack runs the demo. */
  readonly demo?: {
    readonly system: System;
    /** Start scripts and settings of the demo's data stores, by file name. */
    readonly files: Readonly<Record<"postgres" | "redis", Readonly<Record<string, string>>>>;
  };
}

/** Whether exporters must use TLS for a system's servers: all except the demo's, which share the stack's network. */
export const reachedByTls = ({ demo }: Pick<Context, "demo">, system: string): boolean => demo?.system.id !== system;
