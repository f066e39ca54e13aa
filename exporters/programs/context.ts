import type { View } from "../model/catalogue";
import type { System } from "../model/schema";
import type { Call } from "./calls";
import type { SecretDocument } from "./secret-files";

/** Where rendered files are, by the layer that renders them. */
export type RenderedIn = "exporters" | "alert-rules" | "dashboards";

/** Rendered files of the environment, by their path below `<layer>/rendered/<environment>/`. Both throw when there is nothing there. */
export interface Rendered {
  readonly file: (layer: RenderedIn, path: string) => string;
  /** Content by path inside the folder; `prefix` is put before each. */
  readonly below: (layer: RenderedIn, folder: string, prefix?: string) => Readonly<Record<string, string>>;
}

/** Connections that rendered configuration makes programs open, computed by the layers that render it. */
export interface Connections {
  /** Prometheus': every target, the prober, Alertmanager. */
  readonly scrapes: () => readonly Call[];
  /** blackbox_exporter's: every probed host. */
  readonly probes: () => readonly Call[];
  /** Gatus': every check, the stack's own programs, Alertmanager. */
  readonly checks: () => readonly Call[];
  /** Alertmanager's: wherever notifications are delivered. */
  readonly deliveries: () => readonly Call[];
  /** Grafana's: its data sources. */
  readonly datasources: () => readonly Call[];
}

/** What a program's instances may depend on. */
export interface Context {
  readonly view: View;
  /** The program's memory limit in MiB, as configured or by default. */
  readonly memoryMiB: number;
  readonly rendered: Rendered;
  readonly connections: Connections;
  /** Heartbeats that Gatus expects, with their tokens; empty when there are none. */
  readonly heartbeats: () => readonly SecretDocument[];
  /** Public status pages that Gatus shows: the system of each, and the connections its checks open. */
  readonly statusPages: () => readonly { readonly system: string; readonly calls: readonly Call[] }[];
  /** Present when the stack starts the demo. */
  readonly demo?: {
    readonly system: System;
    /** Start scripts and settings of the demo's data stores, by file name. */
    readonly files: Readonly<Record<"postgres" | "redis", Readonly<Record<string, string>>>>;
  };
}

/** Whether the servers of a system must be reached by TLS: all but the demo's, which share the stack's network. */
export const reachedByTls = ({ demo }: Pick<Context, "demo">, system: string): boolean => demo?.system.id !== system;
