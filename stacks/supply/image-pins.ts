import type { PrometheusBuild } from "../../exporters/programs/prometheus";
import { demoImage } from "./selection";
import { images } from "./image-table";
import type { HttpProbe } from "../deploy/workload";

/** What is pinned of one image. */
export interface ImagePin {
  /** Version of the program in it. */
  readonly version: string;
  /** The image its makers publish, and what in it can ask an HTTP endpoint. */
  readonly upstream?: { readonly repository: string; readonly tag: string; readonly probe: HttpProbe };
  /** Whether package registries alone suffice to build it. */
  readonly buildable: boolean;
}

type Supplied = Exclude<keyof typeof images, "node">;

/** What the makers' images have in them; those with "none" have no shell at all. */
const probes: Readonly<Record<Supplied, HttpProbe>> = {
  prometheus: "wget",
  alertmanager: "wget",
  grafana: "wget",
  loki: "none",
  tempo: "none",
  otelcol: "none",
  "victoria-logs": "wget",
  jaeger: "wget",
  "postgres-exporter": "wget",
  "redis-exporter": "wget",
  "blackbox-exporter": "wget",
  gatus: "none",
  postgres: "bash",
  redis: "bash",
};

const supplied = (name: Supplied): ImagePin => {
  const { version, upstream, built } = images[name];
  return { version, upstream: { ...upstream, probe: probes[name] }, buildable: built !== undefined };
};

/** Names of images the stack and the demo run. */
export type ImageName = Supplied | "demo-app" | "loader";

/** Images the stack and the demo run, by name; versions are those of the supply table. */
export const imagePins: Readonly<Record<ImageName, ImagePin>> = {
  ...(Object.fromEntries((Object.keys(probes) as Supplied[]).map((name) => [name, supplied(name)])) as Record<Supplied, ImagePin>),
  [demoImage as "demo-app"]: { version: "0.1.0", buildable: true },
  // Never started; it must have no user of its own, or the daemon would give the files it loads to that user.
  loader: { version: "1.37.0", upstream: { repository: "busybox", tag: "1.37.0", probe: "none" }, buildable: true },
};

/** Every image, by name. */
export const imageNames = Object.keys(imagePins) as ImageName[];

/** Its makers' image has the OTLP receiver, and so has the one that supply builds from the Go module; only Debian's package has not. */
export const prometheusBuild: PrometheusBuild = { otlpReceiver: true };
